package io.jenkins.plugins.autodeploy.cli.command;

import io.jenkins.plugins.autodeploy.engine.deploy.docker.PortRange;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 30000-39999}. */
final class PortRangeConverter implements ITypeConverter<PortRange> {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})-(\\d{1,5})");

    @Override
    public PortRange convert(String value) {
        Matcher range = RANGE.matcher(value);
        if (!range.matches()) {
            throw new TypeConversionException("'" + value + "' is not a range of ports such as 30000-39999");
        }
        return new PortRange(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)));
    }
}
