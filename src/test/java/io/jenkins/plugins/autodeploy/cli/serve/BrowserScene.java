package io.jenkins.plugins.autodeploy.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.parts.Chromium;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;

/** A real browser that looks at pages, and what it says against them. */
abstract class BrowserScene {
    static ChromeDriver browser;
    static Window window;

    @TempDir
    Path home;

    @BeforeAll
    static void openBrowser(@TempDir Path profile) {
        browser = Chromium.open(profile);
        window = new Window(browser);
    }

    @AfterAll
    static void closeBrowser() {
        browser.quit();
    }

    /**
     * Ends a test: the browser leaves before the server does, and must have had nothing to say against what it saw.
     *
     * @param expected what it says of the faults that tests play
     */
    static void leave(AutoCloseable server, String... expected) throws Exception {
        browser.get("about:blank");
        server.close();
        assertThat(window.complaints())
                .as("CSP violations and errors")
                .filteredOn(complaint -> Arrays.stream(expected).noneMatch(complaint::contains))
                .isEmpty();
    }
}
