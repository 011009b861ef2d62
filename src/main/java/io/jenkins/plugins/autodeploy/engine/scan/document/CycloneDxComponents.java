package io.jenkins.plugins.autodeploy.engine.scan.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.record.Finding;
import io.jenkins.plugins.autodeploy.engine.scan.scanner.SoftwarePackage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The components of a document: each package once, wherever it was found, and the operating systems that bring some of them. In the order of their references. */
final class CycloneDxComponents {
    private static final Pattern LICENSE_IDS =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+-]*+(?: (?:AND|OR|WITH) [A-Za-z0-9][A-Za-z0-9.+-]*+)*+");

    private final Map<String, ObjectNode> byReference = new TreeMap<>();
    private final Map<String, String> referenceByNameAndVersion = new HashMap<>();

    private CycloneDxComponents() {}

    static CycloneDxComponents of(List<SoftwarePackage> packages) {
        Map<String, List<SoftwarePackage>> same = new TreeMap<>();
        packages.stream()
                .sorted(Comparator.comparing(SoftwarePackage::name).thenComparing(SoftwarePackage::ecosystem))
                .forEach(one -> same.computeIfAbsent(reference(one), key -> new ArrayList<>())
                        .add(one));
        CycloneDxComponents components = new CycloneDxComponents();
        same.forEach(components::add);
        packages.stream().map(SoftwarePackage::ecosystem).distinct().forEach(components::addOperatingSystem);
        return components;
    }

    ArrayNode json() {
        return JsonNodeFactory.instance.arrayNode(byReference.size()).addAll(byReference.values());
    }

    Set<String> references() {
        return byReference.keySet();
    }

    /** What a finding is about, which is added where no package is it; null when it names none. */
    @CheckForNull
    String reference(Finding finding) {
        if (finding.packageUrl() != null && byReference.containsKey(finding.packageUrl())) {
            return finding.packageUrl();
        }
        if (finding.packageName() == null) {
            return null;
        }
        String named = finding.packageName() + "@" + finding.installed();
        String known = referenceByNameAndVersion.get(named);
        return known != null ? known : add(finding, named);
    }

    private String add(Finding finding, String named) {
        String reference = finding.packageUrl() == null ? named : finding.packageUrl();
        ObjectNode json = library(reference, null, finding.packageName());
        if (finding.installed() != null) {
            json.put("version", finding.installed());
        }
        if (finding.packageUrl() != null) {
            json.put("purl", finding.packageUrl());
        }
        byReference.put(reference, json);
        referenceByNameAndVersion.put(named, reference);
        return reference;
    }

    private static String reference(SoftwarePackage one) {
        return one.packageUrl() == null ? one.name() + "@" + one.version() : one.packageUrl();
    }

    private void add(String reference, List<SoftwarePackage> same) {
        SoftwarePackage one = same.get(0);
        int separator = separator(one);
        String group = separator < 0 ? null : one.name().substring(0, separator);
        ObjectNode json = library(reference, group, one.name().substring(separator + 1));
        json.put("version", one.version());
        boolean development = same.stream().allMatch(SoftwarePackage::development);
        json.put("scope", development ? "optional" : "required");
        same.stream()
                .map(SoftwarePackage::license)
                .filter(license -> license != null)
                .sorted()
                .findFirst()
                .ifPresent(license -> json.putArray("licenses").add(license(license)));
        if (one.packageUrl() != null) {
            json.put("purl", one.packageUrl());
        }
        addProperties(json, same);
        addPlaces(json, same);
        byReference.put(reference, json);
        referenceByNameAndVersion.putIfAbsent(one.name() + "@" + one.version(), reference);
    }

    private static ObjectNode library(String reference, @CheckForNull String group, String name) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "library");
        json.put("bom-ref", reference);
        if (group != null) {
            json.put("group", group);
        }
        return json.put("name", name);
    }

    /** Where the names of an ecosystem have a part before them that CycloneDX calls a group; -1 where not. */
    private static int separator(SoftwarePackage one) {
        return switch (one.ecosystem()) {
            case "npm" -> one.name().startsWith("@") ? one.name().indexOf('/') : -1;
            case "Maven" -> one.name().indexOf(':');
            case "Packagist" -> one.name().indexOf('/');
            default -> -1;
        };
    }

    /** What is no expression of identifiers is somebody's name for a license. */
    private static ObjectNode license(String text) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (LICENSE_IDS.matcher(text.replace("(", "").replace(")", "")).matches()) {
            return json.put("expression", text);
        }
        json.putObject("license").put("name", text);
        return json;
    }

    private static void addProperties(ObjectNode json, List<SoftwarePackage> same) {
        Map<String, Set<String>> properties = new TreeMap<>();
        for (SoftwarePackage one : same) {
            if (one.layer() != null) {
                properties
                        .computeIfAbsent("autodeploy:layer", key -> new TreeSet<>())
                        .add(one.layer());
            }
            if (one.source() != null) {
                String version = one.sourceVersion() == null ? one.version() : one.sourceVersion();
                properties
                        .computeIfAbsent("autodeploy:source", key -> new TreeSet<>())
                        .add(one.source() + "@" + version);
            }
        }
        if (!properties.isEmpty()) {
            ArrayNode all = json.putArray("properties");
            properties.forEach((name, values) ->
                    values.forEach(value -> all.addObject().put("name", name).put("value", value)));
        }
    }

    private static void addPlaces(ObjectNode json, List<SoftwarePackage> same) {
        Set<String> places = new TreeSet<>();
        for (SoftwarePackage one : same) {
            if (one.location() != null && !one.location().isEmpty()) {
                places.add(one.location());
            }
        }
        if (!places.isEmpty()) {
            ArrayNode occurrences = json.putObject("evidence").putArray("occurrences");
            places.forEach(place -> occurrences.addObject().put("location", place));
        }
    }

    /** {@code Debian:12} has packages of the operating system Debian 12; {@code npm} has none of any. */
    private void addOperatingSystem(String ecosystem) {
        int colon = ecosystem.indexOf(':');
        if (colon > 0) {
            String reference = "operating-system:" + ecosystem;
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("type", "operating-system");
            json.put("bom-ref", reference);
            json.put("name", ecosystem.substring(0, colon));
            json.put("version", ecosystem.substring(colon + 1));
            byReference.put(reference, json);
        }
    }
}
