package io.jenkins.plugins.autodeploy.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** A browser's window, as a person who looks at it and waits for what comes. */
record Window(ChromeDriver browser) {
    void size(int width, int height) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void theme(String scheme) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void shot(String name) throws IOException {
        Path file = Path.of("target/pictures", name + ".png");
        Files.createDirectories(file.getParent());
        Files.write(file, browser.getScreenshotAs(OutputType.BYTES));
    }

    WebElement find(String selector) {
        return browser.findElement(By.cssSelector(selector));
    }

    List<WebElement> all(String selector) {
        return browser.findElements(By.cssSelector(selector));
    }

    String text(String selector) {
        return find(selector).getText();
    }

    /** The texts of all that match, read at once. */
    @SuppressWarnings("unchecked")
    List<String> texts(String selector) {
        return (List<String>) browser.executeScript(
                "return [...document.querySelectorAll(arguments[0])].map(element => element.innerText.trim())",
                selector);
    }

    void awaitText(String selector, String text) {
        await("'%s' in %s".formatted(text, selector)).ignoreExceptions().untilAsserted(() -> assertThat(texts(selector))
                .anyMatch(shown -> shown.contains(text)));
    }

    /** Nothing sticks out to the side of the page, but for what can be scrolled by itself. */
    void assertFits() {
        assertThat((List<?>) browser.executeScript("const root = document.documentElement;"
                        + " return root.scrollWidth <= innerWidth ? [] : [root, ...document.querySelectorAll('main *')]"
                        + ".filter(element => (element === root || element.getBoundingClientRect().right > innerWidth)"
                        + " && !element.closest('.ad-scroll'))"
                        + ".map(element => element.outerHTML.slice(0, 120))"))
                .as("what sticks out to the side")
                .isEmpty();
    }

    /** What the browser had to say against the page since it was asked last. */
    List<String> complaints() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }
}
