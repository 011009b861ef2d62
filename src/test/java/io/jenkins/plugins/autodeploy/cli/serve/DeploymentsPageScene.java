package io.jenkins.plugins.autodeploy.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.autodeploy.parts.Chromium;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** A browser, and a page that the terminal serves from a store which the test writes. */
abstract class DeploymentsPageScene {
    static ChromeDriver browser;
    static Window window;

    @TempDir
    private Path home;

    ExampleJob example;
    ServeServer server;

    @BeforeAll
    static void openBrowser(@TempDir Path profile) {
        browser = Chromium.open(profile);
        window = new Window(browser);
    }

    @AfterAll
    static void closeBrowser() {
        browser.quit();
    }

    @BeforeEach
    void serve() throws Exception {
        example = new ExampleJob(home);
        server = ServeServer.start(example.store, 0);
        window.size(1440, 1100);
        window.theme("light");
    }

    @AfterEach
    void noComplaintsOfTheBrowser() {
        browser.get("about:blank");
        server.close();
        assertThat(window.complaints())
                .as("CSP violations and errors")
                .filteredOn(complaint -> !complaint.contains("WebSocket connection")
                        && !complaint.contains("ERR_CONNECTION")
                        && !complaint.contains("400 (Bad Request)"))
                .isEmpty();
    }

    static WebElement awaitElement(String selector) {
        return await(selector)
                .until(() -> browser.findElements(By.cssSelector(selector)), found -> !found.isEmpty())
                .get(0);
    }

    /** For text that only screen readers get. */
    static void awaitHidden(String selector, String text) {
        await(text).until(() -> browser.findElement(By.cssSelector(selector))
                .getAttribute("textContent")
                .contains(text));
    }

    void open() {
        browser.get(server.url());
    }
}
