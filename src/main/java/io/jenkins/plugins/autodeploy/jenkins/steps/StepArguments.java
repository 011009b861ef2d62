package io.jenkins.plugins.autodeploy.jenkins.steps;

import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;

/**
 * What a pipeline gave a step, brought into the types that the step takes: {@code to: 7} means the text. What does not fit is a mistake of the pipeline's author and told as one; Pipeline itself would
 * answer with a stack trace, and would leave out a parameter that there is not.
 */
final class StepArguments {
    private final String path;

    /** @param path to what is given, empty for the step itself */
    private StepArguments(String path) {
        this.path = path;
    }

    static Map<String, Object> fitted(DescribableModel<?> model, Map<?, ?> given) throws InvalidInputException {
        return new StepArguments("").fit(model, given);
    }

    private Map<String, Object> fit(DescribableModel<?> model, Map<?, ?> given) throws InvalidInputException {
        Map<String, Object> fitted = new LinkedHashMap<>();
        for (Map.Entry<?, ?> argument : given.entrySet()) {
            String name = String.valueOf(argument.getKey());
            DescribableParameter parameter = model.getParameter(name);
            if (parameter == null) {
                throw new InvalidInputException(
                        path + name, argument.getValue(), "one of the parameters " + names(model));
            }
            fitted.put(name, fit(path + name, parameter.getRawType(), argument.getValue()));
        }
        return fitted;
    }

    private static Object fit(String name, Type type, Object value) throws InvalidInputException {
        if (value == null || type == Object.class) {
            return value;
        }
        Class<?> plain = (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
        if (plain == String.class) {
            return text(name, value);
        }
        if (plain == int.class || plain == Integer.class) {
            return number(name, value);
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return truth(name, value);
        }
        if (Collection.class.isAssignableFrom(plain)) {
            return list(name, ((ParameterizedType) type).getActualTypeArguments()[0], value);
        }
        if (Map.class.isAssignableFrom(plain)) {
            return map(name, value);
        }
        if (value instanceof Map<?, ?> parts) {
            return new StepArguments(name + ".").fit(new DescribableModel<>(plain), parts);
        }
        if (!plain.isInstance(value)) {
            throw new InvalidInputException(name, value, "a map of " + names(new DescribableModel<>(plain)));
        }
        return value;
    }

    private static String text(String name, Object value) throws InvalidInputException {
        if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw new InvalidInputException(name, value, "text");
    }

    private static Integer number(String name, Object value) throws InvalidInputException {
        try {
            return Integer.valueOf(value.toString().strip());
        } catch (NumberFormatException e) {
            throw new InvalidInputException(name, value, "a whole number");
        }
    }

    private static Boolean truth(String name, Object value) throws InvalidInputException {
        return switch (value.toString()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidInputException(name, value, "true or false");
        };
    }

    private static List<Object> list(String name, Type item, Object value) throws InvalidInputException {
        if (!(value instanceof Collection<?> items)) {
            throw new InvalidInputException(name, value, "a list in square brackets");
        }
        List<Object> fitted = new ArrayList<>();
        for (Object one : items) {
            fitted.add(fit(name, item, one));
        }
        return fitted;
    }

    private static Map<String, String> map(String name, Object value) throws InvalidInputException {
        if (!(value instanceof Map<?, ?> map)) {
            throw new InvalidInputException(name, value, "a map such as [NAME: 'value']");
        }
        Map<String, String> fitted = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            fitted.put(String.valueOf(entry.getKey()), text(name + "." + entry.getKey(), entry.getValue()));
        }
        return fitted;
    }

    private static String names(DescribableModel<?> model) {
        return model.getParameters().stream()
                .map(DescribableParameter::getName)
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
