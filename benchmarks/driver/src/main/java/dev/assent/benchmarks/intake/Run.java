package dev.assent.benchmarks.intake;

import dev.assent.benchmarks.load.LoadResult;
import dev.assent.benchmarks.process.Measured;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * One measurement of one contestant.
 *
 * @param load what the load found
 * @param cpuPer1000 the service's processor seconds for 1,000 choices
 * @param brokerCpuPer1000 Kafka's
 * @param residentMegabytes the service's memory at the end of the run
 */
record Run(LoadResult load, double cpuPer1000, double brokerCpuPer1000, double residentMegabytes) {

    /** Measures a load. */
    static Run measure(Measured service, Measured broker, Supplier<LoadResult> load) {
        Duration serviceBefore = service.processorTime();
        Duration brokerBefore = broker.processorTime();
        LoadResult result = load.get();
        double thousands = Math.max(1, result.answered()) / 1000.0;
        return new Run(
                result,
                seconds(service.processorTime().minus(serviceBefore)) / thousands,
                seconds(broker.processorTime().minus(brokerBefore)) / thousands,
                service.residentMegabytes());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
