package io.jenkins.plugins.autodeploy.engine.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;

/**
 * One deployable part of a project.
 *
 * @param path directory relative to the project's root with {@code /}, "." for the root
 * @param buildContext directory that it is built from, relative to the project's root: {@code path}, or the root of the workspace or multi-module build that it belongs
 *     to. Install, build and test commands run there, the start command runs in {@code path}
 * @param name a DNS label made from the project's own name or its directory
 * @param language {@code javascript}, {@code typescript}, {@code python}, {@code java}, {@code kotlin}, {@code go}, {@code rust}, {@code csharp}, {@code html}, …
 * @param framework {@code express}, {@code next}, {@code spring-boot}, …; null when none was recognised
 * @param packageManager {@code npm}, {@code yarn}, {@code pnpm}, {@code pip}, {@code poetry}, {@code maven}, …
 * @param buildTool {@code vite}, {@code maven}, {@code gradle}, …
 * @param runtime {@code node}, {@code bun}, {@code python}, {@code java}, {@code go}, {@code dotnet}, {@code nginx}, …
 * @param installCommand shell command as the project's own tool wants it; null when there is nothing to run (likewise the other commands)
 * @param port the port it listens on
 * @param entryPoint what its server or compiler is given: {@code shop.wsgi:application}, {@code com.acme.Shop}, {@code ./cmd/api}
 * @param healthPath answers a GET with 2xx when the component is ready, as the framework or the project's own configuration has it
 * @param outputDirectory where the build leaves what is served or started, relative to {@code path}
 * @param dockerfile an existing Dockerfile relative to {@code path}
 * @param lambdaRuntime the AWS Lambda base image's runtime, {@code nodejs:20}
 * @param assets what Node builds for it; null when there is nothing
 * @param processes what else it runs
 * @param confidence 0 to 1: how likely language and framework are right
 */
public record Component(
        String path,
        String buildContext,
        String name,
        ComponentKind kind,
        String language,
        @CheckForNull String framework,
        @CheckForNull String frameworkVersion,
        @CheckForNull String packageManager,
        @CheckForNull String buildTool,
        @CheckForNull String runtime,
        @CheckForNull String runtimeVersion,
        @CheckForNull String installCommand,
        @CheckForNull String buildCommand,
        @CheckForNull String testCommand,
        @CheckForNull String startCommand,
        @CheckForNull String entryPoint,
        @CheckForNull Integer port,
        @CheckForNull String healthPath,
        @CheckForNull String outputDirectory,
        @CheckForNull String dockerfile,
        @CheckForNull String lambdaRuntime,
        @CheckForNull AssetBuild assets,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ProcessType> processes,
        double confidence,
        List<Evidence> evidence,
        List<Alternative> alternatives) {
    public Component {
        buildContext = buildContext == null ? path : buildContext;
        processes = processes == null ? List.of() : List.copyOf(processes);
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
        alternatives = alternatives == null ? List.of() : List.copyOf(alternatives);
    }

    /** The same as if it brought no Dockerfile; an image of which nothing else is known stays what it is. */
    Component withoutDockerfile() {
        boolean onlyImage = kind == ComponentKind.CONTAINER || kind == ComponentKind.FUNCTION;
        return new Component(
                path,
                buildContext,
                name,
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
                onlyImage ? dockerfile : null,
                lambdaRuntime,
                assets,
                processes,
                confidence,
                evidence,
                alternatives);
    }
}
