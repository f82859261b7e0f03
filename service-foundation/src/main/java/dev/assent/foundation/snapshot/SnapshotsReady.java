package dev.assent.foundation.snapshot;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready until the published sites have been read once. */
@Readiness
@ApplicationScoped
class SnapshotsReady implements HealthCheck {

    private final Snapshots snapshots;

    SnapshotsReady(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("snapshots")
                .withData("sites", snapshots.all().size())
                .status(snapshots.complete())
                .build();
    }
}
