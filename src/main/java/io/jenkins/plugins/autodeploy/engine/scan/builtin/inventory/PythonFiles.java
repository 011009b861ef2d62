package io.jenkins.plugins.autodeploy.engine.scan.builtin.inventory;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's: the lock files of Poetry, Pipenv, uv, PDM and pip, pinned requirements, and what is installed in {@code site-packages}. */
final class PythonFiles implements EcosystemFiles {
    private static final Pattern REQUIREMENTS =
            Pattern.compile("(?:.*/)?(?:requirements[^/]*|requirements/[^/]+)\\.txt");
    private static final Pattern PYLOCK = Pattern.compile("pylock(?:\\.[^.]++)?\\.toml");
    private static final Pattern INSTALLED =
            Pattern.compile("(?:.*/)?[^/]+\\.(?:dist-info/METADATA|egg-info/PKG-INFO|egg-info)");

    private static final Pattern HEADER = Pattern.compile("([A-Za-z][A-Za-z-]*+):[ \\t]*+(.*+)");
    private static final String RUNTIME = "default";
    private static final String DEVELOPMENT = "develop";
    private static final String EXACTLY = "==";

    @Override
    @CheckForNull
    public PackageFormat locked(String path) {
        String name = EcosystemFiles.fileName(path);
        return switch (name) {
            case "poetry.lock" -> PythonLock::readPoetry;
            case "pdm.lock" -> PythonLock::readPdm;
            case "uv.lock" -> UvLock::read;
            case "Pipfile.lock" -> PythonFiles::readPipfile;
            default -> {
                if (PYLOCK.matcher(name).matches()) {
                    yield PythonLock::readPylock;
                }
                yield name.endsWith(".txt") && REQUIREMENTS.matcher(path).matches() ? Requirements::read : null;
            }
        };
    }

    @Override
    @CheckForNull
    public PackageFormat installed(String path) {
        return INSTALLED.matcher(path).matches() ? PythonFiles::readInstalled : null;
    }

    /** {@code {"default": {NAME: {"version": "==1.0.0"}}, "develop": …}}; what comes from elsewhere than an index has no version. */
    private static void readPipfile(PackageFile file, PackageList found) throws IOException {
        TokenWalk.Field section = (name, value) -> {
            if (name.equals(RUNTIME) || name.equals(DEVELOPMENT)) {
                value.fields((one, entry) -> {
                    String version = entry.tree().path("version").asText("");
                    if (version.startsWith(EXACTLY)) {
                        String exact = version.substring(EXACTLY.length());
                        found.add(PackageEcosystem.PYPI, one, exact, name.equals(DEVELOPMENT), null);
                    }
                });
            }
        };
        file.json(document -> document.fields(section, "it has neither default nor develop", RUNTIME, DEVELOPMENT));
    }

    /** The headers of a distribution's metadata, as in a mail, up to the first empty line. */
    private static void readInstalled(PackageFile file, PackageList found) throws IOException {
        String name = "";
        String version = "";
        String license = null;
        boolean expression = false;
        for (Iterator<String> lines =
                        file.lines().takeWhile(line -> !line.isEmpty()).iterator();
                lines.hasNext(); ) {
            Matcher header = HEADER.matcher(lines.next());
            if (header.matches()) {
                String value = header.group(2).strip();
                switch (header.group(1).toLowerCase(Locale.ROOT)) {
                    case "name" -> name = value;
                    case "version" -> version = value;
                    case "license-expression" -> {
                        license = value;
                        expression = true;
                    }
                    case "license" -> license = expression ? license : value;
                    default -> {
                        // Authors, descriptions, requirements.
                    }
                }
            }
        }
        if (name.isEmpty() || version.isEmpty()) {
            throw new MalformedContentException("it has no name or no version");
        }
        found.add(PackageEcosystem.PYPI, name, version, false, "UNKNOWN".equals(license) ? null : license);
    }
}
