package io.jenkins.plugins.autodeploy.cli.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.autodeploy.cli.terminal.Terminal;
import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentRun;
import io.jenkins.plugins.autodeploy.engine.deploy.approval.Approver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file in which another program decides, by its first line: {@code approve NAME [comment]} or {@code reject NAME [comment]}. */
final class ApprovalFile implements ApprovalAnswers {
    private static final int LOOK_EVERY_MILLIS = 500;
    private static final int LONGEST = 4_096;
    private static final Pattern LINE = Pattern.compile("(approve|reject) (\\S{1,200})(?: (.*))?");

    private final Path file;
    private final Terminal terminal;

    /** What was told to be no decision, so that it is told once. */
    private String refused = "";

    ApprovalFile(Path file, Terminal terminal) {
        this.file = file;
        this.terminal = terminal;
    }

    @Override
    public void follow(DeploymentRun deployment, ScheduledExecutorService executor) {
        executor.schedule(() -> look(deployment, executor), LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look(DeploymentRun deployment, ScheduledExecutorService executor) {
        if (deployment.outcome().toCompletableFuture().isDone()) {
            return;
        }
        String line = deployment.awaitsApproval().isPresent() ? firstLine() : null;
        if (line == null || !decide(deployment, line)) {
            follow(deployment, executor);
        }
    }

    private boolean decide(DeploymentRun deployment, String line) {
        Matcher matcher = LINE.matcher(line);
        if (matcher.matches()) {
            boolean approved = matcher.group(1).equals("approve");
            deployment.decide(new Approver(matcher.group(2), Set.of()), approved, matcher.group(3));
            return true;
        }
        if (!line.equals(refused)) {
            refused = line;
            terminal.tell("%s decides nothing: it has to begin with 'approve NAME' or 'reject NAME'".formatted(file));
        }
        return false;
    }

    /** @return null while there is no whole line: whoever writes it may be in the middle of it */
    @CheckForNull
    private String firstLine() {
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
            int end = text.indexOf('\n');
            return end < 0 ? null : text.substring(0, end).strip();
        } catch (IOException e) {
            return null;
        }
    }
}
