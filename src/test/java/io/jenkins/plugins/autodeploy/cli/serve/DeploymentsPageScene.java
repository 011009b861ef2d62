package io.jenkins.plugins.autodeploy.cli.serve;

import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** A browser, and a page that the terminal serves from a store which the test writes. */
abstract class DeploymentsPageScene extends BrowserScene {
    ExampleJob example;
    ServeServer server;

    @BeforeEach
    void serve() throws Exception {
        example = new ExampleJob(home);
        server = ServeServer.start(example.store, 0);
        window.size(1440, 1100);
        window.theme("light");
    }

    @AfterEach
    void leave() throws Exception {
        leave(server, "WebSocket connection", "ERR_CONNECTION", "400 (Bad Request)");
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
