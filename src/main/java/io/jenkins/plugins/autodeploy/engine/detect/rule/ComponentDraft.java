package io.jenkins.plugins.autodeploy.engine.detect.rule;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.record.Alternative;
import io.jenkins.plugins.autodeploy.engine.record.AssetBuild;
import io.jenkins.plugins.autodeploy.engine.record.Component;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import io.jenkins.plugins.autodeploy.engine.record.Evidence;
import io.jenkins.plugins.autodeploy.engine.record.ProcessType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A component while its facts are gathered. Setters take null for what is not known and return the draft. */
public final class ComponentDraft {
    /** Where the unprivileged web server listens that serves files. */
    public static final int STATIC_PORT = 8080;

    private static final int LONGEST_NAME = 63;

    private final SourceDirectory directory;
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<Alternative> alternatives = new ArrayList<>();
    private SourceDirectory buildContext;
    private String name;
    private ComponentKind kind = ComponentKind.SERVER;
    private String language;
    private String framework;
    private String frameworkVersion;
    private String packageManager;
    private String buildTool;
    private String runtime;
    private String runtimeVersion;
    private String installCommand;
    private String buildCommand;
    private String testCommand;
    private String startCommand;
    private String entryPoint;
    private Integer port;
    private String healthPath;
    private String outputDirectory;
    private String dockerfile;
    private String lambdaRuntime;
    private AssetBuild assets;
    private final List<ProcessType> processes = new ArrayList<>();
    private boolean onlySources;
    private double confidence = Confidence.GUESSED;

    public ComponentDraft(SourceDirectory directory, String language) {
        this.directory = directory;
        this.buildContext = directory;
        this.language = language;
        this.name = directory.name();
    }

    public SourceDirectory directory() {
        return directory;
    }

    public double confidence() {
        return confidence;
    }

    public String language() {
        return language;
    }

    @CheckForNull
    public String framework() {
        return framework;
    }

    @CheckForNull
    public String buildCommand() {
        return buildCommand;
    }

    @CheckForNull
    public Integer port() {
        return port;
    }

    @CheckForNull
    public String runtimeVersion() {
        return runtimeVersion;
    }

    /** Whether it is built from a directory above its own. */
    public boolean isMember() {
        return buildContext != directory;
    }

    /** Whether that is its runtime as far as it is known. */
    public boolean runsOn(String name) {
        return name.equals(runtime);
    }

    /** Whether it is nothing but files. */
    public boolean isStatic() {
        return kind == ComponentKind.STATIC;
    }

    /** Whether nothing but a source file tells it, so that it may as well be a part of what is above it. */
    public boolean isOnlySources() {
        return onlySources;
    }

    /** Says that no manifest declares it. */
    public ComponentDraft onlySources() {
        onlySources = true;
        return this;
    }

    /** Whether it brings its own. */
    public boolean hasDockerfile() {
        return dockerfile != null;
    }

    /** @param value the project's own name; the directory's is kept when nothing usable is left of it */
    public ComponentDraft name(@CheckForNull String value) {
        name = value == null || label(value).isEmpty() ? name : value;
        return this;
    }

    public ComponentDraft language(String value) {
        language = value;
        return this;
    }

    /** @param value the directory itself, or one above it whose build this is a part of */
    public ComponentDraft builtFrom(SourceDirectory value) {
        buildContext = value;
        return this;
    }

    public ComponentDraft kind(ComponentKind value) {
        kind = value;
        return this;
    }

    public ComponentDraft framework(@CheckForNull String value, @CheckForNull String version) {
        framework = value;
        frameworkVersion = version;
        return this;
    }

    /**
     * Sets the framework with what its package's declaration tells, its usual port, output and health path, and keeps the others that are declared too as alternatives.
     *
     * @param others all of its ecosystem
     */
    public ComponentDraft framework(Framework value, List<Framework> others, Dependencies dependencies) {
        Optional<Dependency> declared = value.packages().stream()
                .flatMap(name -> dependencies.find(name).stream())
                .findFirst();
        framework(value.name(), declared.map(Dependency::version).orElse(null))
                .kind(value.kind())
                .port(value.port())
                .output(value.outputDirectory())
                .health(value.healthPath());
        declared.ifPresent(dependency -> dependency.because().forEach(this::because));
        for (Framework other : others) {
            boolean rival = other != value && !value.madeOf().contains(other.name());
            if (rival && other.packages().stream().anyMatch(dependencies::has)) {
                insteadOf(other.name(), Confidence.UNLIKELY, value.name() + " comes first where both are declared");
            }
        }
        return this;
    }

    public ComponentDraft tools(@CheckForNull String manager, @CheckForNull String builder) {
        packageManager = manager;
        buildTool = builder;
        return this;
    }

    public ComponentDraft runtime(String value, @CheckForNull String version) {
        runtime = value;
        runtimeVersion = version;
        return this;
    }

    public ComponentDraft install(@CheckForNull String command) {
        installCommand = command;
        return this;
    }

    public ComponentDraft build(@CheckForNull String command) {
        buildCommand = command;
        return this;
    }

    public ComponentDraft test(@CheckForNull String command) {
        testCommand = command;
        return this;
    }

    public ComponentDraft start(@CheckForNull String command) {
        startCommand = command;
        return this;
    }

    public ComponentDraft port(@CheckForNull Integer value) {
        port = value;
        return this;
    }

    public ComponentDraft entryPoint(@CheckForNull String value) {
        entryPoint = value;
        return this;
    }

    public ComponentDraft health(@CheckForNull String path) {
        healthPath = path;
        return this;
    }

    public ComponentDraft assets(@CheckForNull AssetBuild value) {
        assets = value;
        return this;
    }

    public ComponentDraft process(ProcessType value) {
        processes.add(value);
        return this;
    }

    public ComponentDraft noProcesses() {
        processes.clear();
        return this;
    }

    public ComponentDraft output(@CheckForNull String value) {
        outputDirectory = value;
        return this;
    }

    public ComponentDraft dockerfile(String value) {
        dockerfile = value;
        return this;
    }

    public ComponentDraft lambda(String value) {
        lambdaRuntime = value;
        return this;
    }

    public ComponentDraft confidence(double value) {
        confidence = value;
        return this;
    }

    /** Adds what a file of the component's directory told. */
    public ComponentDraft because(String file, String told) {
        return because(directory.evidence(file, told));
    }

    public ComponentDraft because(Evidence value) {
        if (!evidence.contains(value)) {
            evidence.add(value);
        }
        return this;
    }

    public ComponentDraft insteadOf(String what, double likelihood, String why) {
        alternatives.add(new Alternative(what, likelihood, why));
        return this;
    }

    public Component toComponent() {
        return new Component(
                directory.path(),
                buildContext.path(),
                label(name).isEmpty() ? "app" : label(name),
                kind,
                language,
                framework,
                frameworkVersion,
                packageManager,
                buildTool,
                runtime,
                runtimeVersion,
                installCommand,
                buildCommand,
                testCommand,
                startCommand,
                entryPoint,
                port,
                healthPath,
                outputDirectory,
                dockerfile,
                lambdaRuntime,
                assets,
                processes,
                confidence,
                evidence,
                alternatives);
    }

    /** A DNS label of the name's last part: {@code @acme/Shop_API} becomes {@code shop-api}. */
    private static String label(String text) {
        String last = text.substring(text.lastIndexOf('/') + 1);
        String label =
                last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return label.length() <= LONGEST_NAME
                ? label
                : label.substring(0, LONGEST_NAME).replaceAll("-$", "");
    }
}
