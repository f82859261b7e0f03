package dev.assent.api.site;

import dev.assent.events.SitePublished;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A site as it was last published, prepared for many choices. */
public final class PublishedSite {

    private final SitePublished snapshot;
    private final Set<String> origins;
    private final Map<Integer, NoticeVersion> versions;
    private final List<String> jurisdictions;
    private final boolean gpcHonoured;

    PublishedSite(SitePublished snapshot) {
        this.snapshot = snapshot;
        this.origins = Set.copyOf(snapshot.origins());
        this.versions = snapshot.accepted().stream()
                .map(accepted -> NoticeVersion.of(accepted, snapshot.version()))
                .collect(Collectors.toUnmodifiableMap(
                        NoticeVersion::number, Function.identity(), (newer, older) -> newer));
        SitePublished.Intake intake = snapshot.intake();
        this.jurisdictions = intake == null ? List.of() : intake.jurisdictions();
        this.gpcHonoured = intake != null && intake.gpcHonoured();
    }

    /** The snapshot that this was made of. */
    public SitePublished snapshot() {
        return snapshot;
    }

    /** The site's id. */
    public String id() {
        return snapshot.site();
    }

    /** The newest version's number. */
    public int newestVersion() {
        return snapshot.version();
    }

    /** The version of that number, if choices under it are taken. */
    public Optional<NoticeVersion> version(int number) {
        return Optional.ofNullable(versions.get(number));
    }

    /** Whether a Global Privacy Control signal denies what it is about (C06). */
    public boolean honoursGpc() {
        return gpcHonoured;
    }

    /**
     * Whose rules apply to a visitor.
     *
     * @param place ISO 3166-1 alpha-2, or ISO 3166-2; null where it is not known
     * @return null where the site names none
     */
    public @Nullable String jurisdiction(@Nullable String place) {
        return Jurisdictions.of(jurisdictions, place);
    }

    /** Whether a page of this origin is one of the site's own; compared exactly. */
    public boolean isOwnOrigin(@Nullable String origin) {
        return origin != null && origins.contains(origin);
    }
}
