package io.jenkins.plugins.autodeploy.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image that stands in for every base image: its tools only say how they were called, as a line {@code RECORDED tool arguments} of the build's output, and leave
 * the files that a later stage copies.
 */
public final class RecorderImage {
    /** Lists, one a line, the files that a build is expected to leave. */
    public static final String EXPECTED_FILES = ".expected-files";

    private static final String TAG = "recorder";
    private static final String TOOLS =
            "apk apt-get npm npx yarn pnpm corepack bun deno node python pip uv poetry pdm pipenv conda mvn gradle sbt lein clojure go cargo"
                    + " dotnet composer install-php-extensions a2enmod bundle gem ruby mix elixir swift shards crystal zig stack cmake meson ninja ctest make"
                    + " dart flutter gleam cpanm perl luarocks lua Rscript guile haunt cobc hugo zola mdbook mkdocs jekyll curl wrapper";
    private static final String DOCKERFILE = """
            FROM scratch
            COPY busybox /bin/busybox
            RUN ["/bin/busybox", "--install", "-s", "/bin"]
            COPY record /bin/record
            RUN mkdir -p /usr/bin /usr/local/bin /tmp /etc/nginx /etc/apache2/sites-available /usr/local/etc/php /usr/local/tomcat/webapps /etc/php /opt \\
             && for directory in /venv /usr/local/bundle; do mkdir -p $directory && touch $directory/made; done \\
             && for tool in %s; do rm -f /bin/$tool; cp /bin/record /usr/bin/$tool; done \\
             && touch /etc/apache2/ports.conf /etc/apache2/apache2.conf /etc/apache2/sites-available/000-default.conf /usr/local/etc/php/php.ini-production \\
             && echo 'www-data:x:33:33::/:/bin/sh' > /etc/passwd && echo 'www-data:x:33:' > /etc/group
            ENV PATH=/usr/bin:/bin:/usr/local/bin
            """;
    private static final String RECORD = """
            #!/bin/sh
            echo "RECORDED ${0##*/} $*" >&2
            # What is downloaded here is an archive.
            [ "${0##*/}" != curl ] || tar cz -C /etc/php .
            for list in /app/%1$s /var/www/html/%1$s; do
                [ -f "$list" ] || continue
                while read -r file; do
                    mkdir -p "${file%%/*}"
                    [ -e "$file" ] || echo made > "$file"
                done < "$list"
            done
            """;
    private static final Pattern FROM = Pattern.compile("(?m)^FROM (\\S+)(?: AS (\\S+))?$");
    private static final Pattern COPIED_FROM = Pattern.compile("(?m)^COPY --from=(\\S+)(?: --chown=\\S+)? (.*) \\S+$");

    private RecorderImage() {}

    /** Builds it. */
    public static void make(DockerEngine engine, Path context) throws IOException, InterruptedException {
        DockerEngine.addBusybox(context);
        Files.writeString(context.resolve("Dockerfile"), DOCKERFILE.formatted(TOOLS));
        Files.writeString(context.resolve("record"), RECORD.formatted(EXPECTED_FILES));
        context.resolve("record").toFile().setExecutable(true);
        String output = engine.ask("build", "--quiet", "--tag", TAG, context.toString());
        if (!output.startsWith("sha256:")) {
            throw new IOException("The recorder cannot be built: " + output);
        }
    }

    /** Lets it stand in for each image that a Dockerfile begins a stage with or copies from. */
    public static void standIn(DockerEngine engine, String dockerfile) throws IOException, InterruptedException {
        List<String> stages =
                FROM.matcher(dockerfile).results().map(from -> from.group(2)).toList();
        for (Matcher from = FROM.matcher(dockerfile); from.find(); ) {
            engine.docker("tag", TAG, from.group(1));
        }
        for (Matcher copied = COPIED_FROM.matcher(dockerfile); copied.find(); ) {
            if (!stages.contains(copied.group(1))) {
                engine.docker("tag", TAG, copied.group(1));
            }
        }
    }

    /** What later stages of a Dockerfile copy from its own stages, as files; directories get one file. */
    public static List<String> expectedFiles(String dockerfile) {
        return COPIED_FROM
                .matcher(dockerfile)
                .results()
                .flatMap(copied -> Pattern.compile(" ").splitAsStream(copied.group(2)))
                .filter(path -> path.startsWith("/")
                        && !path.equals("/app")
                        && !path.equals("/app/")
                        && !path.startsWith("/usr/bin/"))
                .map(path -> path.replace("*.war", "app.war"))
                .map(path -> path.endsWith("/")
                                || !path.substring(path.lastIndexOf('/')).contains(".")
                        ? path.replaceAll("/$", "") + "/made"
                        : path)
                .toList();
    }
}
