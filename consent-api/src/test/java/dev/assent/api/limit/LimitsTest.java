package dev.assent.api.limit;

import dev.assent.api.client.Network;
import io.github.bucket4j.TimeMeter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LimitsTest {

    private static final Network ONE = new Network(1);
    private static final Network OTHER = new Network(2);

    private final Time time = new Time();
    private final Limits limits = new Limits(settings(10, Duration.ofSeconds(5)), time);

    @Test
    void theQuotaIsThereForABurstAndNoMore() {
        LongStream.range(0, 10).forEach(_ -> assertThat(visit(ONE).allowed()).isTrue());

        Verdict eleventh = visit(ONE);

        assertThat(eleventh).isEqualTo(new Verdict(false, 0, 1));
    }

    @Test
    void aVerdictSaysWhatIsLeftAndWhenAllIsBack() {
        assertThat(visit(ONE)).isEqualTo(new Verdict(true, 9, 1));
        assertThat(visit(ONE)).isEqualTo(new Verdict(true, 8, 1));
        assertThat(visit(ONE)).isEqualTo(new Verdict(true, 7, 2));
    }

    @Test
    void theQuotaComesBackEvenly() {
        LongStream.range(0, 11).forEach(_ -> visit(ONE));

        time.pass(Duration.ofMillis(500));

        assertThat(visit(ONE).allowed()).isTrue();
        assertThat(visit(ONE).allowed()).isFalse();
    }

    @Test
    void networksDoNotShareAQuota() {
        LongStream.range(0, 11).forEach(_ -> visit(ONE));

        assertThat(visit(OTHER).allowed()).isTrue();
    }

    @Test
    void sitesDoNotShareAQuota() {
        LongStream.range(0, 20).forEach(_ -> limits.site("one"));

        assertThat(limits.site("one").allowed()).isFalse();
        assertThat(limits.site("other").allowed()).isTrue();
    }

    @Test
    void whoSendsMoreThanPeopleDoIsAutomatedUntilTheWindowEnds() {
        LongStream.range(0, 3)
                .forEach(_ -> assertThat(limits.visit(ONE).automated()).isFalse());
        assertThat(limits.visit(ONE).automated()).isTrue();
        assertThat(limits.visit(OTHER).automated()).isFalse();

        time.pass(Duration.ofMinutes(1));

        assertThat(limits.visit(ONE).automated()).isFalse();
    }

    @Test
    void formsHaveAQuotaOfTheirOwn() {
        assertThat(limits.form(ONE).allowed()).isTrue();
        assertThat(limits.form(ONE).allowed()).isTrue();

        assertThat(limits.form(ONE)).isEqualTo(new Verdict(false, 0, 30));
        assertThat(limits.form(OTHER).allowed()).isTrue();
        assertThat(visit(ONE).remaining()).isEqualTo(9);
        time.pass(Duration.ofSeconds(30));
        assertThat(limits.form(ONE).allowed()).isTrue();
    }

    @Test
    void onlySoManyNetworksAreRemembered() {
        LongStream.range(0, 100_000).forEach(network -> limits.visit(new Network(network)));

        assertThat(limits.remembered()).isLessThanOrEqualTo(1_000);
    }

    @Test
    void thePoliciesAreStructuredFields() {
        assertThat(limits.policies()).isEqualTo("\"client\";q=10;w=5, \"site\";q=20;w=5");
    }

    @ParameterizedTest
    @CsvSource({"0, PT1S", "-1, PT1S", "1, PT0S", "1, PT0.9S"})
    void aLimitThatIsNoneIsRefusedAtTheStart(long quota, Duration window) {
        assertThatThrownBy(() -> new Limits(settings(quota, window), time))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Verdict visit(Network network) {
        return limits.visit(network).verdict();
    }

    private static LimitConfig settings(long quota, Duration window) {
        return new LimitConfig() {
            @Override
            public Client client() {
                return new Client() {
                    @Override
                    public long quota() {
                        return quota;
                    }

                    @Override
                    public Duration window() {
                        return window;
                    }
                };
            }

            @Override
            public Site site() {
                return new Site() {
                    @Override
                    public long quota() {
                        return 2 * quota;
                    }

                    @Override
                    public Duration window() {
                        return window;
                    }
                };
            }

            @Override
            public Form form() {
                return new Form() {
                    @Override
                    public long quota() {
                        return 2;
                    }

                    @Override
                    public Duration window() {
                        return Duration.ofMinutes(1);
                    }
                };
            }

            @Override
            public Automated automated() {
                return new Automated() {
                    @Override
                    public int quota() {
                        return 3;
                    }

                    @Override
                    public Duration window() {
                        return Duration.ofMinutes(1);
                    }
                };
            }

            @Override
            public int networks() {
                return 1_000;
            }
        };
    }

    private static final class Time implements TimeMeter {

        private long nanos;

        void pass(Duration duration) {
            nanos += duration.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
