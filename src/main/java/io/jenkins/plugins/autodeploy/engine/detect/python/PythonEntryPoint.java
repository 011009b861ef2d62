package io.jenkins.plugins.autodeploy.engine.detect.python;

import io.jenkins.plugins.autodeploy.engine.detect.rule.SafeText;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a Python application begins.
 *
 * @param file that told it
 * @param target what a server is given: {@code shop.wsgi:application}
 */
record PythonEntryPoint(String file, String target) {
    private static final Pattern SETTINGS =
            Pattern.compile("DJANGO_SETTINGS_MODULE['\"]\\s*,\\s*['\"]([A-Za-z_][\\w.]{0,100})['\"]");
    private static final List<String> LIKELY =
            List.of("main.py", "app.py", "wsgi.py", "server.py", "application.py", "run.py", "__init__.py");
    private static final List<String> PROGRAMS = List.of(
            "main.py",
            "app.py",
            "server.py",
            "run.py",
            "bot.py",
            "__main__.py",
            "src/main.py",
            "src/app.py",
            "app/main.py");
    private static final Pattern MAIN = Pattern.compile("^if __name__ == ['\"]__main__['\"]", Pattern.MULTILINE);
    private static final String DJANGO = "manage.py";

    /** Django's WSGI module, next to the settings that {@code manage.py} names. */
    static Optional<PythonEntryPoint> django(SourceDirectory directory) {
        Matcher settings = SETTINGS.matcher(directory.text(DJANGO).orElse(""));
        if (!settings.find()) {
            return Optional.empty();
        }
        String packageName = settings.group(1).replaceAll("\\..*", "");
        return directory.has(packageName + "/wsgi.py")
                ? Optional.of(new PythonEntryPoint(packageName + "/wsgi.py", packageName + ".wsgi:application"))
                : Optional.empty();
    }

    /** The module-level object that is made by calling a class: {@code app = FastAPI(}. */
    static Optional<PythonEntryPoint> object(SourceDirectory directory, String className) {
        Pattern assignment = Pattern.compile(
                "^([A-Za-z_]\\w{0,60})(?:\\s*:\\s*[\\w.]{1,60})?\\s*=\\s*(?:\\w{1,60}\\.)?" + className + "\\(",
                Pattern.MULTILINE);
        return likelyFirst(directory)
                .map(file -> {
                    Matcher object = assignment.matcher(directory.text(file).orElse(""));
                    return object.find() ? new PythonEntryPoint(file, module(file) + ":" + object.group(1)) : null;
                })
                .filter(found -> found != null)
                .findFirst();
    }

    /** The program that imports a module. */
    static Optional<PythonEntryPoint> importing(SourceDirectory directory, String module) {
        Pattern statement =
                Pattern.compile("^[ \\t]*(?:import|from)\\s+" + Pattern.quote(module) + "\\b", Pattern.MULTILINE);
        return likelyFirst(directory)
                .filter(file ->
                        statement.matcher(directory.text(file).orElse("")).find())
                .findFirst()
                .map(file -> new PythonEntryPoint(file, file));
    }

    /** A file to be run as a program. */
    static Optional<PythonEntryPoint> program(SourceDirectory directory) {
        return PROGRAMS.stream()
                .filter(directory::has)
                .findFirst()
                .or(() -> directory.files().stream()
                        .filter(file -> file.endsWith(".py"))
                        .filter(file ->
                                MAIN.matcher(directory.text(file).orElse("")).find())
                        .findFirst())
                .flatMap(SafeText::path)
                .map(file -> new PythonEntryPoint(file, file));
    }

    private static Stream<String> likelyFirst(SourceDirectory directory) {
        return directory.filesBelow(".py").stream()
                .filter(file -> !file.matches("(?:.*/)?(?:tests?|docs|examples?|migrations)/.*|(?:.*/)?test_[^/]*"))
                .filter(file -> file.matches("[A-Za-z_][\\w/]*\\.py"))
                .sorted(Comparator.comparingInt(PythonEntryPoint::rank));
    }

    private static int rank(String file) {
        int likely = LIKELY.indexOf(file.substring(file.lastIndexOf('/') + 1));
        int depth = (int) file.chars().filter(c -> c == '/').count();
        return depth * LIKELY.size() * 2 + (likely < 0 ? LIKELY.size() : likely);
    }

    private static String module(String file) {
        return file.substring(0, file.length() - ".py".length())
                .replaceFirst("/__init__$", "")
                .replace('/', '.');
    }
}
