package io.jenkins.plugins.autodeploy.engine.detect.jvm;

import static io.jenkins.plugins.autodeploy.engine.detect.rule.Framework.server;

import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import java.util.List;

/**
 * The frameworks of the Java virtual machine, for whichever language and build tool. Packages are groups, with those below them, or {@code group:artifact}; a
 * group that is named for Gradle is often the name of a plugin.
 */
final class JvmFrameworks {
    private static final int PORT = 8080;

    static final Framework SPRING_BOOT = server("spring-boot", PORT, "org.springframework.boot");
    static final Framework QUARKUS = server("quarkus", PORT, "io.quarkus").with("vertx");
    static final Framework MICRONAUT = server("micronaut", PORT, "io.micronaut");
    static final Framework PLAY = server(
            "play", 9000, "com.typesafe.play:sbt-plugin", "org.playframework:sbt-plugin", "org.playframework:play");

    /** In order of precedence. */
    static final List<Framework> ALL = List.of(
            server("grails", PORT, "org.grails", "org.apache.grails").with("spring-boot"),
            SPRING_BOOT,
            QUARKUS,
            MICRONAUT,
            server("helidon", PORT, "io.helidon"),
            server("dropwizard", PORT, "io.dropwizard"),
            PLAY,
            server("ktor", PORT, "io.ktor"),
            server("javalin", 7070, "io.javalin"),
            server("http4k", PORT, "org.http4k"),
            server("jooby", PORT, "io.jooby"),
            server("ratpack", 5050, "io.ratpack"),
            server("sparkjava", 4567, "com.sparkjava"),
            server("vertx", PORT, "io.vertx"),
            server("http4s", PORT, "org.http4s"),
            server("zio-http", PORT, "dev.zio:zio-http"),
            server("tapir", PORT, "com.softwaremill.sttp.tapir"),
            server("akka-http", PORT, "com.typesafe.akka:akka-http"),
            server("pekko-http", PORT, "org.apache.pekko:pekko-http"),
            server("scalatra", PORT, "org.scalatra"),
            server("luminus", 3000, "luminus"),
            server("pedestal", PORT, "io.pedestal"),
            server("http-kit", PORT, "http-kit"),
            server("ring", 3000, "ring", "compojure", "metosin:reitit").with("http-kit"));

    private JvmFrameworks() {}

    /** Whether a rule's package is a group and artifact that a build declares. */
    static boolean matches(String rule, String group, String artifact) {
        int colon = rule.indexOf(':');
        if (colon >= 0) {
            // Scala's artifacts end with the version of Scala that they are for.
            return rule.substring(0, colon).equals(group)
                    && artifact.replaceFirst("_(?:2\\.1\\d|3)$", "").equals(rule.substring(colon + 1));
        }
        return group.equals(rule) || group.startsWith(rule + ".");
    }
}
