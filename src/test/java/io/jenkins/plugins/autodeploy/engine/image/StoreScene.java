package io.jenkins.plugins.autodeploy.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.autodeploy.parts.ContainersStore;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Beside a Docker Engine, a store of buildah's and podman's, where nothing may be left either. */
abstract class StoreScene extends EngineScene {
    ContainersStore store;

    @BeforeEach
    void openStore() throws IOException {
        store = ContainersStore.open();
    }

    @AfterEach
    void leavesNoContainer() throws Exception {
        assertThat(store.containers()).isEmpty();
        store.close();
    }
}
