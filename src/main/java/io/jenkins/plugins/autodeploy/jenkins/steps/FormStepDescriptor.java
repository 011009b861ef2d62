package io.jenkins.plugins.autodeploy.jenkins.steps;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.jenkins.config.AutoDeployConfiguration;
import io.jenkins.plugins.autodeploy.jenkins.security.CredentialsChoices;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * What the descriptors of the five steps share: the context that they need and the snippet generator's form, in which a list is one item a line and a map is one
 * {@code NAME=value} a line, and an empty field means the default.
 */
abstract class FormStepDescriptor extends StepDescriptor {
    static final Set<Class<?>> ON_CONTROLLER = Set.of(Run.class, TaskListener.class);
    static final Set<Class<?>> WITH_FILES = Set.of(Run.class, TaskListener.class, FilePath.class);
    static final Set<Class<?>> WITH_PROCESSES =
            Set.of(Run.class, TaskListener.class, FilePath.class, Launcher.class, EnvVars.class);

    /**
     * What Pipeline calls for a step that a pipeline takes. It overrides a method that is deprecated in favour of one that may not throw an {@link AbortException}, the only failure that a build shows without a stack trace.
     *
     * @throws AbortException if an argument cannot be used
     */
    public Step newInstance(Map<String, Object> arguments) throws AbortException {
        DescribableModel<? extends Step> model = new DescribableModel<>(clazz);
        try {
            return model.instantiate(StepArguments.fitted(model, arguments), TaskListener.NULL);
        } catch (InvalidInputException e) {
            throw new AbortException(e.getMessage());
        }
    }

    @Override
    public Step newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
        DescribableModel<? extends Step> model = new DescribableModel<>(clazz);
        try {
            return model.instantiate(arguments(model, form), TaskListener.NULL);
        } catch (IllegalArgumentException | ClassCastException e) {
            throw new FormException(e.getMessage(), e, getFunctionName());
        } catch (InvalidInputException e) {
            throw new FormException(e, e.parameter());
        } catch (Exception e) {
            throw new FormException(e, getFunctionName());
        }
    }

    private static Map<String, Object> arguments(DescribableModel<?> model, JSONObject form)
            throws InvalidInputException {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (DescribableParameter parameter : model.getParameters()) {
            JSONObject nested = form.optJSONObject(parameter.getName());
            String text = Util.fixEmptyAndTrim(form.optString(parameter.getName()));
            if (nested != null) {
                Class<?> type = parameter.getErasedType();
                arguments.put(parameter.getName(), arguments(new DescribableModel<>(type), nested));
            } else if (text != null) {
                arguments.put(parameter.getName(), argument(parameter, text));
            }
        }
        return arguments;
    }

    private static Object argument(DescribableParameter parameter, String text) throws InvalidInputException {
        if (Map.class.isAssignableFrom(parameter.getErasedType())) {
            return assignments(parameter.getName(), text);
        }
        if (Collection.class.isAssignableFrom(parameter.getErasedType())) {
            return text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
        return text;
    }

    private static Map<String, String> assignments(String parameter, String text) throws InvalidInputException {
        Map<String, String> values = new TreeMap<>();
        for (String line :
                text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw new InvalidInputException(parameter, line, "NAME=value, one a line");
            }
            values.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return values;
    }

    /** A list or a map as the form shows it. Called by the views, which cannot choose between methods of one name when the value is null. */
    public String toLines(Object values) {
        Stream<?> lines = Stream.empty();
        if (values instanceof Collection<?> list) {
            lines = list.stream();
        } else if (values instanceof Map<?, ?> map) {
            lines = map.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue());
        }
        return lines.map(String::valueOf).collect(Collectors.joining("\n"));
    }

    /** The choices of a drop-down that are the same everywhere and tell nothing. */
    static ListBoxModel choices(String... values) {
        ListBoxModel choices = new ListBoxModel();
        for (String value : values) {
            choices.add(value);
        }
        return choices;
    }

    /** The clusters that are configured, for those who may see the job's configuration. */
    static ListBoxModel clusterChoices(Item item) {
        ListBoxModel choices = new ListBoxModel();
        if (CredentialsChoices.areFor(item)) {
            choices.add("");
            AutoDeployConfiguration.get().getClusters().forEach(cluster -> choices.add(cluster.getName()));
        }
        return choices;
    }

    /** A map from a pipeline, where values may be numbers or interpolated strings, as text in a stable order. */
    static Map<String, String> textMap(Map<?, ?> values) {
        Map<String, String> text = new TreeMap<>();
        if (values != null) {
            values.forEach((name, value) -> text.put(String.valueOf(name), String.valueOf(value)));
        }
        return text;
    }

    /** A list from a pipeline without its empty items. */
    static List<String> textList(Collection<?> values) {
        List<String> text = new ArrayList<>();
        if (values != null) {
            values.stream()
                    .map(String::valueOf)
                    .map(Util::fixEmptyAndTrim)
                    .filter(v -> v != null)
                    .forEach(text::add);
        }
        return text;
    }
}
