package io.jenkins.plugins.autodeploy.engine.detect.node;

import io.jenkins.plugins.autodeploy.engine.detect.tree.SourceDirectory;
import io.jenkins.plugins.autodeploy.engine.record.Evidence;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The package managers of Node: what tells them, and their commands. */
enum NodeTool {
    BUN("bun", List.of("bun.lock", "bun.lockb", "bunfig.toml")),
    PNPM("pnpm", List.of("pnpm-lock.yaml", "pnpm-workspace.yaml")),
    YARN("yarn", List.of("yarn.lock", ".yarnrc.yml")),
    NPM("npm", List.of("package-lock.json", "npm-shrinkwrap.json"));

    private static final String PNPM_WORKSPACE = "pnpm-workspace.yaml";
    private static final Pattern LOCK = Pattern.compile(".*(?:lock(?:b|\\.json|\\.yaml)?|shrinkwrap\\.json)");
    private static final Pattern DECLARED = Pattern.compile("(npm|yarn|pnpm|bun)@(\\d+)\\b.*");
    private static final int FIRST_BERRY = 2;

    private final String label;
    private final List<String> files;

    NodeTool(String label, List<String> files) {
        this.label = label;
        this.files = files;
    }

    /**
     * The tool that a package is installed with.
     *
     * @param at where its lock file is: the package's directory, or that of the workspace which it belongs to
     * @param install the command that installs exactly what the lock file says, where there is one
     */
    record Choice(NodeTool tool, SourceDirectory at, String install, Evidence because) {
        Optional<String> lockFile() {
            return at.firstOf(
                    tool.files.stream().filter(LOCK.asMatchPredicate()).toList());
        }
    }

    /** Whether the directory is the root of a workspace, which only holds packages together. */
    static boolean isWorkspace(SourceDirectory directory, PackageJson manifest) {
        return manifest.hasWorkspaces() || directory.has(PNPM_WORKSPACE);
    }

    String label() {
        return label;
    }

    /**
     * The command that runs a script of a {@code package.json}.
     *
     * @param member the package's directory within the workspace whose root the command is run in; "" when it is that directory itself
     */
    String run(String script, String member) {
        // "bun test" is a test runner of its own.
        boolean verb = this != BUN && (script.equals("test") || script.equals("start"));
        String call = verb ? script : "run " + script;
        if (member.isEmpty()) {
            return label + " " + call;
        }
        return switch (this) {
            case NPM -> "npm %s --workspace=%s".formatted(call, member);
            case YARN -> "yarn --cwd %s %s".formatted(member, call);
            case BUN -> "bun run --cwd %s %s".formatted(member, script);
            case PNPM -> "pnpm --filter ./%s %s".formatted(member, call);
        };
    }

    /** What the package itself tells, else the workspace that it belongs to, else npm. */
    static Choice of(SourceDirectory directory) {
        Optional<Choice> own = toldBy(directory);
        Optional<SourceDirectory> above = directory.parent();
        while (own.isEmpty() && above.isPresent()) {
            boolean workspace = PackageJson.of(above.get())
                    .filter(PackageJson::hasWorkspaces)
                    .isPresent();
            if (workspace || above.get().has(PNPM_WORKSPACE)) {
                own = toldBy(above.get());
            }
            above = above.get().parent();
        }
        if (own.isPresent()) {
            return own.get();
        }
        return new Choice(
                NPM, directory, "npm install", directory.evidence(PackageJson.FILE, "no lock file: npm is assumed"));
    }

    private static Optional<Choice> toldBy(SourceDirectory directory) {
        Matcher declared = DECLARED.matcher(
                PackageJson.of(directory).flatMap(PackageJson::packageManager).orElse(""));
        if (declared.matches()) {
            for (NodeTool tool : values()) {
                if (tool.label.equals(declared.group(1))) {
                    boolean berry = tool == YARN && major(declared.group(2)) >= FIRST_BERRY;
                    Evidence because = directory.evidence(PackageJson.FILE, "packageManager " + declared.group());
                    return Optional.of(tool.choice(directory, berry, because));
                }
            }
        }
        for (NodeTool tool : values()) {
            Optional<String> file = directory.firstOf(tool.files);
            if (file.isPresent()) {
                Evidence because = directory.evidence(file.get(), "package manager " + tool.label);
                return Optional.of(tool.choice(directory, directory.has(".yarnrc.yml"), because));
            }
        }
        if (PackageJson.of(directory)
                .filter(manifest -> manifest.hasEngine("bun"))
                .isPresent()) {
            return Optional.of(BUN.choice(directory, false, directory.evidence(PackageJson.FILE, "engines.bun")));
        }
        return Optional.empty();
    }

    private Choice choice(SourceDirectory directory, boolean berry, Evidence because) {
        Choice unlocked = new Choice(this, directory, label + " install", because);
        if (unlocked.lockFile().isEmpty()) {
            return unlocked;
        }
        String install = this == NPM ? "npm ci" : label + " install " + (berry ? "--immutable" : "--frozen-lockfile");
        return new Choice(this, directory, install, because);
    }

    private static int major(String digits) {
        return digits.length() > 3 ? 0 : Integer.parseInt(digits);
    }
}
