package io.jenkins.plugins.autodeploy.cli.serve;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/** The page's modules and style sheets, and the libraries that they import, as they lie on the class path. */
final class PageFiles {
    private static final Pattern SAFE =
            Pattern.compile("(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*");
    private static final String LIT = "js/lib/lit-html/";
    private static final Map<String, String> TYPES =
            Map.of("js", "text/javascript; charset=utf-8", "css", "text/css; charset=utf-8");

    /** A file with its media type. */
    record PageFile(String type, byte[] content) {}

    private final String litVersion = litVersion();

    /** Null when there is no such file. */
    @CheckForNull
    PageFile find(String path) throws IOException {
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null || !SAFE.matcher(path).matches()) {
            return null;
        }
        try (InputStream in = PageFiles.class.getResourceAsStream(resource(path))) {
            return in == null ? null : new PageFile(type, in.readAllBytes());
        }
    }

    private String resource(String path) {
        if (path.equals("terminal.css")) {
            return path; // lies beside this class
        }
        return path.startsWith(LIT)
                ? "/META-INF/resources/webjars/lit-html/" + litVersion + "/" + path.substring(LIT.length())
                : "/webapp/" + path;
    }

    private static String litVersion() {
        try (InputStream in =
                PageFiles.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/lit-html/pom.properties")) {
            if (in == null) {
                throw new IOException("The library lit-html is not on the class path");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
