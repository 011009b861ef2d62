package io.jenkins.plugins.autodeploy.engine.detect.dotnet;

import io.jenkins.plugins.autodeploy.engine.detect.rule.ComponentDraft;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Confidence;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Ecosystem;
import io.jenkins.plugins.autodeploy.engine.detect.rule.Framework;
import io.jenkins.plugins.autodeploy.engine.detect.rule.RuntimeVersion;
import io.jenkins.plugins.autodeploy.engine.detect.rule.SafeText;
import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.record.ComponentKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Projects of .NET that can be started: web applications, workers and programs, in any of its languages. */
public final class DotnetEcosystem implements Ecosystem {
    private static final String STANDARD = "8.0";
    private static final int PORT = 8080;
    private static final Map<String, String> LANGUAGES =
            Map.of(".csproj", "csharp", ".fsproj", "fsharp", ".vbproj", "visualbasic");
    private static final String WEB_SDK = "Microsoft.NET.Sdk.Web";
    private static final String BLAZOR_SDK = "Microsoft.NET.Sdk.BlazorWebAssembly";
    private static final Framework BLAZOR =
            Framework.server("blazor", PORT, BLAZOR_SDK).with("aspnet-core");
    private static final Framework ASPNET = Framework.server("aspnet-core", PORT, WEB_SDK);
    private static final Pattern TARGET = Pattern.compile("net(?:coreapp)?(\\d{1,2}\\.\\d)");
    private static final Pattern RAZOR_COMPONENTS =
            Pattern.compile("AddRazorComponents|AddServerSideBlazor|MapBlazorHub");
    private static final Pattern TEST_PACKAGE =
            Pattern.compile("(?i)Microsoft\\.NET\\.Test\\.Sdk|xunit.*|nunit.*|mstest.*");
    private static final String PUBLISHED = ".runtimeconfig.json";

    @Override
    public String name() {
        return ".NET";
    }

    @Override
    public List<String> markers() {
        return List.of("*.csproj", "*.fsproj", "*.vbproj", "*" + PUBLISHED);
    }

    @Override
    public List<Framework> frameworks() {
        return List.of(BLAZOR, ASPNET);
    }

    @Override
    public Optional<ComponentDraft> describe(SourceDirectory directory) {
        String file = directory.firstOf(markers()).orElseThrow();
        if (file.endsWith(PUBLISHED)) {
            return published(directory, file);
        }
        return directory.xml(file).flatMap(project -> describe(directory, file, project));
    }

    private static Optional<ComponentDraft> describe(SourceDirectory directory, String file, Element project) {
        String sdk = project.getAttribute("Sdk");
        String stem = file.substring(0, file.lastIndexOf('.'));
        ComponentDraft draft = new ComponentDraft(directory, LANGUAGES.get(file.substring(stem.length())))
                .name(stem)
                .kind(ComponentKind.WORKER)
                .because(file, "project of " + (sdk.isEmpty() ? ".NET" : sdk));
        describeVersion(directory, file, project, draft);
        List<String> packages = attributes(project, "PackageReference", "Include");
        boolean browser = sdk.startsWith(BLAZOR_SDK)
                || packages.contains("Microsoft.AspNetCore.Components.WebAssembly") && !sdk.startsWith(WEB_SDK);
        boolean web = sdk.startsWith(WEB_SDK) || browser;
        boolean program =
                text(project, "OutputType").filter("Exe"::equalsIgnoreCase).isPresent()
                        || sdk.startsWith("Microsoft.NET.Sdk.Worker");
        boolean test = packages.stream().anyMatch(TEST_PACKAGE.asMatchPredicate());
        Optional<String> assembly = SafeText.path(text(project, "AssemblyName").orElse(stem));
        if (test
                || !web && !program
                || assembly.isEmpty()
                || SafeText.path(file).isEmpty()) {
            return Optional.of(draft);
        }
        describeCommands(directory, file, project, draft);
        if (web) {
            Framework framework = browser || usesComponents(directory) ? BLAZOR : ASPNET;
            draft.framework(framework.name(), draft.runtimeVersion())
                    .kind(framework.kind())
                    .port(PORT);
        }
        if (browser) {
            draft.kind(ComponentKind.SPA).port(ComponentDraft.STATIC_PORT).output("out/wwwroot");
        } else {
            draft.output("out").start("dotnet out/%s.dll".formatted(assembly.get()));
        }
        return Optional.of(draft.confidence(web ? Confidence.PROVEN : Confidence.STARTABLE));
    }

    private static boolean usesComponents(SourceDirectory directory) {
        return List.of("Program.cs", "Startup.cs").stream().anyMatch(file -> RAZOR_COMPONENTS
                .matcher(directory.text(file).orElse(""))
                .find());
    }

    private static void describeCommands(
            SourceDirectory directory, String file, Element project, ComponentDraft draft) {
        SourceDirectory context = context(directory, project);
        String place = SafeText.path(directory.pathWithin(context))
                .map(path -> path + "/")
                .orElse("");
        draft.builtFrom(context)
                .tools("nuget", "dotnet")
                .entryPoint(file)
                .install("dotnet restore " + place + file)
                .build("dotnet publish %s%s --configuration Release --output %sout".formatted(place, file, place))
                .test("dotnet test");
    }

    /** What {@code dotnet publish} left, without the sources. */
    private static Optional<ComponentDraft> published(SourceDirectory directory, String file) {
        String assembly = file.substring(0, file.length() - PUBLISHED.length());
        String configuration = directory.text(file).orElse("");
        Matcher target = TARGET.matcher(configuration);
        boolean web = configuration.contains("Microsoft.AspNetCore.App");
        if (SafeText.path(assembly).isEmpty() || !directory.has(assembly + ".dll")) {
            return Optional.empty();
        }
        String version = target.find() ? target.group(1) : STANDARD;
        return Optional.of(new ComponentDraft(directory, "csharp")
                .name(assembly)
                .because(file, "published for .NET " + version)
                .runtime("dotnet", version)
                .framework(web ? ASPNET.name() : null, web ? version : null)
                .kind(web ? ComponentKind.SERVER : ComponentKind.WORKER)
                .port(web ? PORT : null)
                .output(".")
                .start("dotnet %s.dll".formatted(assembly))
                .confidence(Confidence.DECLARED));
    }

    /** The nearest directory that has all projects which this one refers to. */
    private static SourceDirectory context(SourceDirectory directory, Element project) {
        int up = 0;
        for (String reference : attributes(project, "ProjectReference", "Include")) {
            int above = 0;
            String path = reference.replace('\\', '/');
            while (path.startsWith("../")) {
                above++;
                path = path.substring("../".length());
            }
            up = Math.max(up, above);
        }
        List<SourceDirectory> upwards = directory.upwards();
        return upwards.get(Math.min(up, upwards.size() - 1));
    }

    private static void describeVersion(SourceDirectory directory, String file, Element project, ComponentDraft draft) {
        draft.runtime("dotnet", STANDARD);
        Optional<RuntimeVersion> told = RuntimeVersion.told(
                directory,
                List.of("dotnet", "dotnet-core"),
                new RuntimeVersion.Source("global.json", Pattern.compile("\"version\"\\s*:\\s*\"(\\d{1,2}\\.\\d)")));
        String target = text(project, "TargetFramework")
                .or(() -> text(project, "TargetFrameworks"))
                .orElse("");
        Matcher version = TARGET.matcher(target);
        if (version.find()) {
            draft.runtime("dotnet", version.group(1)).because(file, "TargetFramework " + target);
        } else {
            told.ifPresent(found -> draft.runtime("dotnet", found.version()).because(found.because()));
        }
    }

    private static Optional<String> text(Element project, String name) {
        NodeList found = project.getElementsByTagName(name);
        return found.getLength() == 0
                ? Optional.empty()
                : Optional.of(found.item(0).getTextContent().strip())
                        .filter(text -> !text.isEmpty() && !text.contains("$("));
    }

    private static List<String> attributes(Element project, String name, String attribute) {
        List<String> values = new ArrayList<>();
        NodeList found = project.getElementsByTagName(name);
        for (int i = 0; i < found.getLength(); i++) {
            values.add(((Element) found.item(i)).getAttribute(attribute));
        }
        return values;
    }
}
