package io.jenkins.plugins.autodeploy.engine.deploy.freeze;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.parse.YamlLimits;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads freezes from YAML, of which JSON is a part:
 *
 * <pre>
 * freezes:
 *   - environments: [production, 'eu-*']
 *     from: 2026-12-23
 *     to: 2027-01-02           # the last day
 *     zone: Europe/Berlin      # UTC when left out
 *     reason: Christmas
 *   - environments: production
 *     cron: '0 16 * * 5'
 *     duration: 64h
 *     reason: Weekend
 * </pre>
 */
public final class FreezeReader {
    private static final String PARAMETER = "freeze";
    private static final int DEEPEST_NESTING = 10;
    private static final int LARGEST = 1 << 16;
    private static final int MOST_WINDOWS = 200;

    private FreezeReader() {}

    private record Freezes(List<FreezeText> freezes) {}

    /** @throws InvalidInputException naming what cannot be used */
    public static FreezeCalendar parse(String yaml) throws InvalidInputException {
        List<FreezeText> texts = read(yaml);
        if (texts.size() > MOST_WINDOWS) {
            throw new InvalidInputException(PARAMETER, texts.size() + " freezes", "at most %d".formatted(MOST_WINDOWS));
        }
        List<FreezeWindow> windows = new ArrayList<>();
        for (FreezeText text : texts) {
            if (text == null) {
                throw new InvalidInputException(PARAMETER, "", "no empty entry in the list");
            }
            windows.add(text.toWindow());
        }
        return new FreezeCalendar(windows);
    }

    private static List<FreezeText> read(String yaml) throws InvalidInputException {
        LoaderOptions limits = YamlLimits.withoutAliases(DEEPEST_NESTING, LARGEST);
        YAMLMapper mapper = YAMLMapper.builder(
                        YAMLFactory.builder().loaderOptions(limits).build())
                .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try {
            Freezes read = mapper.readValue(yaml, Freezes.class);
            if (read != null && read.freezes() != null) {
                return read.freezes();
            }
        } catch (UnrecognizedPropertyException e) {
            throw new InvalidInputException(PARAMETER, e.getPropertyName(), "only " + e.getKnownPropertyIds());
        } catch (JsonProcessingException | RuntimeException e) {
            // Some of SnakeYAML's own exceptions come through; what they say is about the library.
            throw new InvalidInputException(PARAMETER, line(e), "YAML with a list 'freezes' that can be read");
        }
        throw new InvalidInputException(PARAMETER, "", "a list 'freezes'");
    }

    private static String line(Exception e) {
        return e instanceof JsonProcessingException at && at.getLocation() != null
                ? "line " + at.getLocation().getLineNr()
                : "";
    }
}
