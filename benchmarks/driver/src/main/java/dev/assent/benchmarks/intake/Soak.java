package dev.assent.benchmarks.intake;

import dev.assent.benchmarks.load.LoadResult;
import dev.assent.benchmarks.process.Measured;
import dev.assent.benchmarks.result.Flatness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A load that is held for a while.
 *
 * @param load what it found
 * @param residentMegabytes the service's memory, every ten seconds
 * @param flatness whether that stayed
 */
record Soak(LoadResult load, List<Double> residentMegabytes, Flatness flatness) {

    private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(10);

    Soak {
        residentMegabytes = List.copyOf(residentMegabytes);
    }

    /** The most that it had. */
    double mostMegabytes() {
        return residentMegabytes.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /**
     * Holds a load and looks at the service meanwhile.
     *
     * @param atEachSample what else to do every ten seconds
     */
    static Soak hold(Measured service, Supplier<LoadResult> load, Runnable atEachSample) {
        List<Double> samples = new ArrayList<>();
        CompletableFuture<LoadResult> result = CompletableFuture.supplyAsync(
                load, task -> Thread.ofPlatform().name("soak").start(task));
        while (true) {
            try {
                LoadResult found = result.get(BETWEEN_SAMPLES.toSeconds(), TimeUnit.SECONDS);
                samples.add(service.residentMegabytes());
                return new Soak(found, samples, Flatness.of(samples));
            } catch (TimeoutException e) {
                samples.add(service.residentMegabytes());
                atEachSample.run();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }
}
