package io.jenkins.plugins.autodeploy.engine.generate;

import io.jenkins.plugins.autodeploy.engine.record.Component;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** PHP applications, served by the web server of their image. */
final class PhpRecipe implements Recipe {
    /** The user {@code www-data} of the official images. */
    private static final int WWW_DATA = 33;

    private static final String ROOT = "/var/www/html";
    private static final List<String> USUAL_EXTENSIONS =
            List.of("intl", "mysqli", "opcache", "pdo_mysql", "pdo_pgsql", "zip");
    private static final Map<String, List<String>> EXTENSIONS = Map.of(
            "laravel", List.of("bcmath", "pcntl", "redis"),
            "statamic", List.of("bcmath", "exif", "gd"),
            "wordpress", List.of("exif", "gd"),
            "drupal", List.of("gd"),
            "magento", List.of("bcmath", "gd", "soap", "sockets", "xsl"),
            "craft", List.of("bcmath", "gd"));

    @Override
    public boolean fits(Component component) {
        return "php".equals(component.runtime());
    }

    @Override
    public List<String> ignored(Component component) {
        return List.of(
                "vendor", "**/node_modules", "storage/logs/*", "storage/framework/cache/*", "var/cache", "var/log");
    }

    @Override
    public String dockerfile(Component component) {
        DockerfileText text = new DockerfileText();
        Sources.stage(text, component);
        Recipe.labelled(text.from("php:%s-apache".formatted(component.runtimeVersion())), component)
                .workdir(ROOT)
                .copyFrom("mlocati/php-extension-installer:2", "/usr/bin/install-php-extensions", "/usr/local/bin/")
                .run("install-php-extensions " + String.join(" ", extensions(component)));
        serve(text, component);
        boolean composer = component.installCommand() != null;
        if (composer) {
            text.copyFrom("composer:2", "/usr/bin/composer", "/usr/local/bin/composer")
                    .env("COMPOSER_ALLOW_SUPERUSER", "1")
                    .env("COMPOSER_CACHE_DIR", "/tmp/composer")
                    .copy("composer.json", "composer.lock*", "./")
                    // Scripts and the class map need the sources, which are not there yet.
                    .runCached(
                            component.installCommand().replace(" --optimize-autoloader", "")
                                    + " --no-scripts --no-autoloader",
                            "/tmp/composer");
        }
        Sources.copy(text, component);
        if (composer) {
            text.run("composer dump-autoload --optimize --no-dev");
        }
        text.run("chown -R www-data:www-data " + ROOT).user(WWW_DATA);
        return Recipe.listening(text, component, BY_BASH)
                .command(StartWords.of(component.startCommand()))
                .toString();
    }

    /** The document root, requests for what is no file to the front controller, and a port that needs no root. */
    private static void serve(DockerfileText text, Component component) {
        String documents = ".".equals(component.outputDirectory()) ? ROOT : ROOT + "/" + component.outputDirectory();
        text.env("APACHE_DOCUMENT_ROOT", documents)
                .run(
                        "a2enmod rewrite && sed -ri 's!/var/www/html!${APACHE_DOCUMENT_ROOT}!g' /etc/apache2/sites-available/*.conf"
                                + " && sed -ri 's/AllowOverride None/AllowOverride All/' /etc/apache2/apache2.conf"
                                + " && sed -ri 's/Listen 80$/Listen %d/' /etc/apache2/ports.conf"
                                        .formatted(component.port())
                                + " && sed -ri 's/:80>/:%d>/' /etc/apache2/sites-available/*.conf"
                                        .formatted(component.port())
                                + " && echo ServerName localhost >> /etc/apache2/apache2.conf"
                                + " && mv /usr/local/etc/php/php.ini-production /usr/local/etc/php/php.ini");
    }

    private static List<String> extensions(Component component) {
        return Stream.concat(
                        USUAL_EXTENSIONS.stream(),
                        EXTENSIONS
                                .getOrDefault(component.framework() == null ? "" : component.framework(), List.of())
                                .stream())
                .sorted()
                .toList();
    }
}
