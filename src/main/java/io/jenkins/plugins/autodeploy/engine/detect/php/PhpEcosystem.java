package io.jenkins.plugins.autodeploy.engine.detect.php;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Confidence;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Dependencies;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Dependency;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Ecosystem;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import io.jenkins.plugins.autodeploy.engine.detect.rule.RuntimeVersion;
import io.jenkins.plugins.autodeploy.engine.detect.rule.SafeText;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PHP applications, with Composer or without. They are served by a web server, so what starts them is not the project's affair. */
public final class PhpEcosystem implements Ecosystem {
    /** What serves PHP in its image. */
    public static final String SERVER = "apache2-foreground";

    private static final String COMPOSER = "composer.json";
    private static final String LOCK = "composer.lock";
    private static final String STANDARD = "8.3";
    private static final int PORT = 8080;
    private static final Framework WORDPRESS = Framework.server(
            "wordpress",
            PORT,
            "johnpbloch/wordpress",
            "johnpbloch/wordpress-core",
            "roots/wordpress",
            "roots/wordpress-no-content");
    private static final List<Framework> FRAMEWORKS = List.of(
            Framework.server("statamic", PORT, "statamic/cms").with("laravel"),
            Framework.server("laravel", PORT, "laravel/framework").with("symfony"),
            Framework.server("lumen", PORT, "laravel/lumen-framework"),
            Framework.server("drupal", PORT, "drupal/core-recommended", "drupal/core")
                    .with("symfony"),
            Framework.server("magento", PORT, "magento/product-community-edition"),
            Framework.server("craft", PORT, "craftcms/cms").with("yii"),
            Framework.server("symfony", PORT, "symfony/framework-bundle", "symfony/symfony"),
            WORDPRESS,
            Framework.server("codeigniter", PORT, "codeigniter4/framework", "codeigniter/framework"),
            Framework.server("cakephp", PORT, "cakephp/cakephp"),
            Framework.server("yii", PORT, "yiisoft/yii2", "yiisoft/yii"),
            Framework.server("laminas", PORT, "laminas/laminas-mvc", "mezzio/mezzio"),
            Framework.server("slim", PORT, "slim/slim"));
    private static final List<String> WORDPRESS_FILES =
            List.of("wp-config.php", "wp-config-sample.php", "wp-load.php", "wp-settings.php");
    /** Where the front controller may be; the first that is there is what the web server is given. */
    private static final List<String> DOCUMENT_ROOTS = List.of("public", "web", "htdocs", "webroot", "www", "html");

    private static final String INDEX = "index.php";
    private static final String LARAVEL = "bootstrap/app.php";
    private static final Pattern LARAVEL_HEALTH = Pattern.compile("\\bhealth:\\s*'(/[\\w/-]{1,60})'");
    private static final Pattern BOUND = Pattern.compile("(>=|>|\\^|~|=)?\\s*v?(\\d)(?:\\.(\\d{1,2}))?");

    @Override
    public String name() {
        return "PHP";
    }

    @Override
    public List<String> markers() {
        return List.of(
                COMPOSER, INDEX, "public/index.php", "web/index.php", "htdocs/index.php", "wp-config.php", "*.php");
    }

    @Override
    public List<Framework> frameworks() {
        return FRAMEWORKS;
    }

    @Override
    public Optional<ComponentDraft> describe(SourceDirectory directory) {
        JsonNode manifest = directory.json(COMPOSER);
        Dependencies dependencies = dependencies(directory, manifest);
        Optional<String> wordpress = directory.firstOf(WORDPRESS_FILES);
        Optional<Framework> framework =
                wordpress.map(file -> WORDPRESS).or(() -> Framework.firstOf(FRAMEWORKS, dependencies));
        Optional<String> root = DOCUMENT_ROOTS.stream()
                .filter(name -> directory.has(name + "/" + INDEX))
                .findFirst();
        boolean served = root.isPresent() || directory.has(INDEX);
        boolean library = manifest.path("type").asText("").equals("library");
        if (framework.isEmpty()
                && !served
                && (!manifest.isObject() || library)
                && directory.files().size() > 1
                && !onlyPhp(directory)) {
            return Optional.empty();
        }
        ComponentDraft draft =
                new ComponentDraft(directory, "php").name(manifest.path("name").asText(null));
        framework.ifPresent(found -> draft.framework(found, FRAMEWORKS, dependencies));
        Matcher health = LARAVEL_HEALTH.matcher(directory.text(LARAVEL).orElse(""));
        if (health.find()) {
            draft.health(health.group(1)).because(LARAVEL, "health: " + health.group(1));
        }
        wordpress.ifPresent(file -> draft.because(file, "a WordPress file"));
        String documents = root.orElse(".");
        draft.because(
                        root.map(name -> name + "/" + INDEX).orElse(served ? INDEX : COMPOSER),
                        served ? "document root " + documents : "a Composer package")
                .port(PORT)
                .start(SERVER)
                .output(documents);
        describeComposer(directory, manifest, draft);
        describeVersion(directory, manifest, draft);
        return Optional.of(draft.confidence(confidence(framework, served, served || directory.has("artisan"))));
    }

    private static double confidence(Optional<Framework> framework, boolean served, boolean startable) {
        if (framework.isPresent()) {
            return startable ? Confidence.PROVEN : Confidence.DECLARED;
        }
        return served ? Confidence.STARTABLE : Confidence.GUESSED;
    }

    private static void describeComposer(SourceDirectory directory, JsonNode manifest, ComponentDraft draft) {
        if (manifest.isObject()) {
            draft.tools("composer", null)
                    .install("composer install --no-dev --no-interaction --prefer-dist --optimize-autoloader")
                    .test(test(directory, manifest));
        }
    }

    private static boolean onlyPhp(SourceDirectory directory) {
        return directory.files().stream()
                .allMatch(file -> file.endsWith(".php") || file.endsWith(".md") || file.startsWith("."));
    }

    private static Dependencies dependencies(SourceDirectory directory, JsonNode manifest) {
        return name -> {
            JsonNode range = manifest.path("require").path(name);
            if (!range.isTextual()) {
                return Optional.empty();
            }
            Pattern entry = Pattern.compile("\"" + Pattern.quote(name) + "\",\\s+\"version\": \"v?([^\"]{1,60})\"");
            return Optional.of(Dependency.of(
                    name,
                    range.asText(),
                    directory.evidence(COMPOSER, "require %s %s".formatted(name, range.asText())),
                    Dependency.Locked.find(directory, LOCK, name, entry)));
        };
    }

    private static String test(SourceDirectory directory, JsonNode manifest) {
        if (manifest.path("scripts").has("test")) {
            return "composer test";
        }
        boolean phpunit = manifest.path("require-dev").has("phpunit/phpunit")
                || directory.firstOf(List.of("phpunit.xml", "phpunit.xml.dist")).isPresent();
        return phpunit ? "vendor/bin/phpunit" : null;
    }

    /** The platform that Composer is told to resolve for, a version file, else the newest that the requirement allows. */
    private static void describeVersion(SourceDirectory directory, JsonNode manifest, ComponentDraft draft) {
        RuntimeVersion.describe(draft, "php", STANDARD, List.of("php"), RuntimeVersion.Source.plain(".php-version"));
        String platform = manifest.at("/config/platform/php").asText("");
        String range = manifest.at("/require/php").asText("");
        if (SafeText.version(platform).isPresent()) {
            draft.runtime("php", platform).because(COMPOSER, "platform php " + platform);
        } else if (!range.isBlank() && STANDARD.equals(draft.runtimeVersion())) {
            draft.runtime("php", satisfying(range)).because(COMPOSER, "require php " + range);
        }
    }

    /** The standard release where one of the alternatives allows it, else the last that is named. */
    static String satisfying(String range) {
        int standard = minor(STANDARD.charAt(0), STANDARD.substring(2));
        String last = STANDARD;
        for (String alternative : range.split("\\|\\|?")) {
            Matcher bound = BOUND.matcher(alternative);
            if (!bound.find()) {
                continue;
            }
            String minor = bound.group(3) == null ? "0" : bound.group(3);
            int named = minor(bound.group(2).charAt(0), minor);
            boolean open = bound.group(1) != null && !bound.group(1).equals("=");
            boolean exactMinor =
                    "~".equals(bound.group(1)) && alternative.strip().matches("~\\s*\\d\\.\\d+\\.\\d+.*");
            boolean sameMajor = bound.group(2).charAt(0) == STANDARD.charAt(0) || alternative.contains(">=");
            if (named == standard || open && !exactMinor && sameMajor && named <= standard) {
                return STANDARD;
            }
            last = bound.group(2) + "." + minor;
        }
        return last;
    }

    private static int minor(char major, String minor) {
        return Character.digit(major, 10) * 100 + Integer.parseInt(minor);
    }
}
