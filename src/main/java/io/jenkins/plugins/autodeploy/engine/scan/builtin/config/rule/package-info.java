/** What the checks of all kinds of configuration files share: what a rule is, where faults are gathered, and how names of images, secrets and capabilities are judged. */
package io.jenkins.plugins.autodeploy.engine.scan.builtin.config.rule;
