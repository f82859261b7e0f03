package dev.assent.api.client;

import java.util.List;
import java.util.Locale;

/** The family of a user agent. No more of it is looked at, and nothing else of it is kept. */
public enum Agent {
    FIREFOX("Firefox/", "FxiOS/"),
    SAMSUNG("SamsungBrowser/"),
    OPERA("OPR/", "OPT/", "Opera"),
    EDGE("Edg/", "EdgA/", "EdgiOS/", "Edge/"),
    CHROME("Chrome/", "CriOS/", "Chromium/"),
    SAFARI("Safari/"),
    /** Everything else, site servers and declared robots among it. */
    OTHER;

    /** How robots call themselves. */
    private static final List<String> ROBOTS = List.of(
            "bot",
            "crawl",
            "spider",
            "slurp",
            "headless",
            "phantomjs",
            "lighthouse",
            "pagespeed",
            "facebookexternalhit",
            "inspectiontool",
            "mediapartners",
            "pingdom",
            "uptime",
            "gtmetrix");

    /** A maker of telephones, whose name is no declaration. */
    private static final String NO_ROBOT = "cubot";

    private static final int READ = 512;

    @SuppressWarnings("ImmutableEnumChecker") // List.of() is immutable, and its type does not say so.
    private final List<String> marks;

    private final String family;

    /** Each family's marks; browsers name those before them too, so the order above decides. */
    Agent(String... marks) {
        this.marks = List.of(marks);
        this.family = name().toLowerCase(Locale.ROOT);
    }

    /** The family's name in events, such as {@code firefox}. */
    public String family() {
        return family;
    }

    /** The family of a {@code User-Agent} header. */
    static Agent of(String header) {
        return of(header, isRobot(header));
    }

    /** The same, where it is known already whether the header declares a robot. */
    static Agent of(String header, boolean robot) {
        if (robot) {
            return OTHER;
        }
        String read = read(header);
        for (Agent agent : values()) {
            for (String mark : agent.marks) {
                if (read.contains(mark)) {
                    return agent;
                }
            }
        }
        return OTHER;
    }

    /** Whether the header of a program declares that no person sits before it. */
    static boolean isRobot(String header) {
        String lower = read(header).toLowerCase(Locale.ROOT);
        for (String mark : ROBOTS) {
            if (lower.contains(mark)) {
                return !mark.equals("bot") || lower.replace(NO_ROBOT, "").contains(mark);
            }
        }
        return false;
    }

    private static String read(String header) {
        return header.length() > READ ? header.substring(0, READ) : header;
    }
}
