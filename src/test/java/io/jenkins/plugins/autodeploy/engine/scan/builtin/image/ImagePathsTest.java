package io.jenkins.plugins.autodeploy.engine.scan.builtin.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePathsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "usr/share/doc/openssl/key.pem",
                "usr/share/man/man1/ls.1",
                "usr/local/share/i18n/x",
                "usr/lib/python3.11/test/keycert.pem",
                "usr/local/lib/python3.12/test/certdata/key.pem",
                "usr/lib/python3/dist-packages/x/key.pem",
                "app/node_modules/x/test/key.pem",
                "node_modules/x/index.js",
                "var/lib/apt/lists/x",
                "usr/local/go/src/crypto/tls/key.pem"
            })
    void leavesOutWhatDistributionsAndPackageManagersBring(String path) {
        assertThat(ImagePaths.areOfInterest(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app/package-lock.json",
                "usr/share/nginx/html/index.js",
                "usr/share/documents/x",
                "etc/ssl/private/key.pem",
                "root/.npmrc",
                "app/.git/config",
                "usr/src/app/.env",
                "srv/my_node_modules/x"
            })
    void looksAtWhatItsMakersPut(String path) {
        assertThat(ImagePaths.areOfInterest(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app/package-lock.json",
                "app/node_modules/x/package.json",
                "usr/local/lib/python3.12/site-packages/x-1.dist-info/METADATA",
                "usr/lib/ruby/gems/3.1.0/specifications/x-1.gemspec",
                "srv/vendor/composer/installed.json"
            })
    void takesPackagesFromWhereTheyAreInstalled(String path) {
        assertThat(ImagePaths.mayNamePackages(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app/node_modules/x/package-lock.json",
                "usr/lib/python3/dist-packages/x/requirements.txt",
                "usr/share/doc/x/package-lock.json"
            })
    void takesNoPackagesFromLockFilesOfThePackages(String path) {
        assertThat(ImagePaths.mayNamePackages(path)).isFalse();
    }
}
