package io.jenkins.plugins.autodeploy.engine.image.jib;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import io.jenkins.plugins.autodeploy.engine.fault.StageFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A site: all files that a web server may show, none that is hidden, since these hold settings and secrets. */
final class SiteFiles {
    private static final String SITE_ROOT = "/usr/share/nginx/html";
    private static final String SITE_CONFIGURATION = "/etc/nginx/conf.d/default.conf";
    private static final String SINGLE_PAGE_CONFIGURATION = """
            server {
                listen 80;
                root %s;
                location / {
                    try_files $uri $uri/ /index.html;
                }
            }
            """.formatted(SITE_ROOT);
    private static final Set<String> NEVER_SERVED =
            Set.of("node_modules", "Dockerfile", "Containerfile", "Jenkinsfile", "docker-compose.yml", "compose.yaml");

    private SiteFiles() {}

    /** @param temporary where the web server's configuration for a page that is one file is kept until it is packed; null when it is not one */
    static PackedFiles of(Path directory, Path temporary) throws IOException, StageFailedException {
        if (!Files.isDirectory(directory)) {
            throw MissingFiles.fault("There are no built files in " + directory.getFileName());
        }
        LayerFiles files = LayerFiles.below(directory, SiteFiles::isServed);
        if (files.isEmpty()) {
            throw MissingFiles.fault("There are no files to serve in " + directory.getFileName());
        }
        List<FileEntriesLayer> layers = new ArrayList<>();
        layers.add(files.layer("site", path -> true, SITE_ROOT));
        if (temporary != null) {
            Path configuration = Files.writeString(temporary.resolve("default.conf"), SINGLE_PAGE_CONFIGURATION);
            layers.add(FileEntriesLayer.builder()
                    .setName("configuration")
                    .addEntry(configuration, AbsoluteUnixPath.get(SITE_CONFIGURATION))
                    .build());
        }
        return PackedFiles.served(layers);
    }

    private static boolean isServed(String path) {
        String name = LayerFiles.name(path);
        return !name.startsWith(".") && !NEVER_SERVED.contains(name);
    }
}
