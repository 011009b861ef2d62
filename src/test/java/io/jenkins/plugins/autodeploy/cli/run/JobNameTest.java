package io.jenkins.plugins.autodeploy.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobNameTest {
    @ParameterizedTest
    @CsvSource({
        "/work/shop, shop",
        "/work/My shop!, My-shop-",
        "/work/.hidden, hidden",
        "/, project",
        "/work/---, project"
    })
    void comesFromTheDirectory(Path directory, String name) {
        assertThat(JobName.of(directory)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"shop, shop", "My-Shop-, my-shop", "a._b, a-b"})
    void isPlainForImagesAndWorkloads(String job, String plain) {
        assertThat(JobName.plain(job)).isEqualTo(plain);
    }
}
