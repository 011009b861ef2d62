package io.jenkins.plugins.autodeploy.engine.deploy.kubernetes.access;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.jenkins.plugins.autodeploy.engine.fault.InvalidInputException;
import io.jenkins.plugins.autodeploy.engine.host.SecretText;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Turns a kubeconfig into the client's configuration. Who gives a kubeconfig must not thereby read files or start programs on the machine where the engine runs, so that one
 * which names files is refused: everything has to be in the text. A program for credentials is run by {@link CredentialPrograms}, where there are such.
 */
final class KubeconfigReader {
    private static final String PARAMETER = "kubeconfig";
    private static final int LONGEST = 1 << 20;

    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    @CheckForNull
    private final CredentialPrograms programs;

    /** @param programs null where none may be run */
    KubeconfigReader(@CheckForNull CredentialPrograms programs) {
        this.programs = programs;
    }

    io.fabric8.kubernetes.client.Config read(SecretText text, @CheckForNull String contextName)
            throws InvalidInputException {
        Config kubeconfig = parse(text.reveal());
        NamedContext context = context(kubeconfig, contextName);
        Cluster cluster = cluster(kubeconfig, context);
        refuseFiles(cluster);
        checkProxy(cluster);
        AuthInfo user = user(kubeconfig, context);
        refuseFilesAndProviders(user);
        ExecToken token = token(user, cluster);
        user.setExec(null); // or the client would run it, here
        kubeconfig.setCurrentContext(context.getName());
        var config = io.fabric8.kubernetes.client.Config.fromKubeconfig(SERIALIZATION.asYaml(kubeconfig));
        if (token != null) {
            config.setOauthTokenProvider(token);
        }
        if (isGiven(cluster.getProxyUrl())) {
            // The client itself would use an http:// proxy for http:// servers alone.
            config.setHttpProxy(cluster.getProxyUrl());
            config.setHttpsProxy(cluster.getProxyUrl());
        }
        return config;
    }

    /** Null where the kubeconfig names no program. */
    @CheckForNull
    private ExecToken token(AuthInfo user, Cluster cluster) throws InvalidInputException {
        if (user.getExec() == null) {
            return null;
        }
        if (programs == null) {
            throw new InvalidInputException(
                    PARAMETER,
                    "exec: " + user.getExec().getCommand(),
                    "a step inside node, on whose agent the program can be run, or a token or client certificate instead");
        }
        return new ExecToken(user.getExec(), cluster, programs, Clock.systemUTC());
    }

    /** The parser's own message would quote the text, which is a secret. */
    private Config parse(String text) throws InvalidInputException {
        Config kubeconfig = null;
        if (text.length() <= LONGEST) {
            try {
                kubeconfig = SERIALIZATION.unmarshal(text, Config.class);
            } catch (RuntimeException e) {
                kubeconfig = null;
            }
        }
        if (kubeconfig == null || isEmpty(kubeconfig.getContexts()) || isEmpty(kubeconfig.getClusters())) {
            throw new InvalidInputException(
                    PARAMETER, "****", "the YAML text of a kubeconfig with clusters, users and contexts");
        }
        return kubeconfig;
    }

    private static NamedContext context(Config kubeconfig, @CheckForNull String wanted) throws InvalidInputException {
        Map<String, NamedContext> contexts = new LinkedHashMap<>();
        kubeconfig.getContexts().stream()
                .filter(context -> context.getContext() != null)
                .forEach(context -> contexts.putIfAbsent(context.getName(), context));
        String name = wanted == null ? kubeconfig.getCurrentContext() : wanted;
        NamedContext context = contexts.get(name);
        if (context == null) {
            throw new InvalidInputException(
                    "context",
                    Objects.toString(name, ""),
                    "one of the kubeconfig's contexts: " + String.join(", ", contexts.keySet()));
        }
        return context;
    }

    private static Cluster cluster(Config kubeconfig, NamedContext context) throws InvalidInputException {
        String name = context.getContext().getCluster();
        Cluster cluster = kubeconfig.getClusters().stream()
                .filter(named -> Objects.equals(named.getName(), name) && named.getCluster() != null)
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        PARAMETER, "cluster " + name, "a cluster that the kubeconfig defines"))
                .getCluster();
        KubernetesAccess.checkServer("kubeconfig server", cluster.getServer());
        return cluster;
    }

    private static AuthInfo user(Config kubeconfig, NamedContext context) {
        return Stream.ofNullable(kubeconfig.getUsers())
                .flatMap(List::stream)
                .filter(named ->
                        Objects.equals(named.getName(), context.getContext().getUser()) && named.getUser() != null)
                .findFirst()
                .map(named -> named.getUser())
                .orElseGet(AuthInfo::new);
    }

    private static void refuseFiles(Cluster cluster) throws InvalidInputException {
        if (isGiven(cluster.getCertificateAuthority())) {
            throw new InvalidInputException(
                    PARAMETER,
                    "certificate-authority: " + cluster.getCertificateAuthority(),
                    "certificate-authority-data, since files that a kubeconfig names are not read ('kubectl config view --flatten --minify' puts them in)");
        }
    }

    private static void checkProxy(Cluster cluster) throws InvalidInputException {
        if (!isGiven(cluster.getProxyUrl())) {
            return;
        }
        try {
            URI proxy = URI.create(cluster.getProxyUrl());
            if (proxy.getHost() != null && proxy.getPort() > 0 && proxy.getScheme() != null) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // Not a URL at all: told below in the same words.
        }
        throw new InvalidInputException(
                PARAMETER, "proxy-url", "a URL with a port such as http://proxy.example.com:3128");
    }

    private static void refuseFilesAndProviders(AuthInfo user) throws InvalidInputException {
        List<String> files = new ArrayList<>();
        addIfGiven(files, "client-certificate", user.getClientCertificate());
        addIfGiven(files, "client-key", user.getClientKey());
        addIfGiven(files, "tokenFile", user.getTokenFile());
        if (!files.isEmpty()) {
            throw new InvalidInputException(
                    PARAMETER,
                    files.get(0),
                    "the data itself, since files that a kubeconfig names are not read ('kubectl config view --flatten --minify' puts them in)");
        }
        if (user.getAuthProvider() != null) {
            throw new InvalidInputException(
                    PARAMETER,
                    "auth-provider: " + user.getAuthProvider().getName(),
                    "a token or client certificate, since auth providers are no longer supported");
        }
    }

    private static void addIfGiven(List<String> files, String field, @CheckForNull String path) {
        if (isGiven(path)) {
            files.add(field + ": " + path);
        }
    }

    private static boolean isEmpty(@CheckForNull List<?> list) {
        return list == null || list.isEmpty();
    }

    private static boolean isGiven(@CheckForNull String text) {
        return text != null && !text.isBlank();
    }
}
