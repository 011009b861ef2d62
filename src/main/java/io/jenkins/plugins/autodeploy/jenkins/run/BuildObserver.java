package io.jenkins.plugins.autodeploy.jenkins.run;

import io.jenkins.plugins.autodeploy.engine.deploy.DeploymentObserver;
import io.jenkins.plugins.autodeploy.engine.news.NewsDesk;
import io.jenkins.plugins.autodeploy.engine.record.Deployment;
import io.jenkins.plugins.autodeploy.jenkins.config.ClusterChoice;

/** Keeps what the engine tells of a deployment with a build, and passes on what is new. */
public record BuildObserver(BuildJournal events, DeploymentState state, ClusterChoice cluster, NewsDesk news)
        implements DeploymentObserver {
    @Override
    public void recordChanged(Deployment deployment) {
        news.tell(events.deployment(deployment, cluster));
    }

    @Override
    public void save(String text) {
        state.write(text);
    }
}
