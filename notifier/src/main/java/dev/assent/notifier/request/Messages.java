package dev.assent.notifier.request;

import dev.assent.foundation.id.EventIds;
import dev.assent.notifier.message.IncomingMessage;
import dev.assent.notifier.message.IncomingMessage.AttachedFile;
import dev.assent.notifier.message.Origin;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The mails that were taken, with their files. */
@ApplicationScoped
class Messages implements PanacheRepositoryBase<ReceivedMessage, UUID> {

    private final EntityManager entities;
    private final Clock clock;

    Messages(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    Optional<ReceivedMessage> copyOf(String site, String identity) {
        return find("site = ?1 and identity = ?2", site, identity).firstResultOptional();
    }

    /** The request to which one of these mails belongs; the newest of them decides. */
    Optional<UUID> requestOf(String site, Collection<String> messageIds) {
        return messageIds.isEmpty()
                ? Optional.empty()
                : find(
                                "site = ?1 and messageId in ?2 and requestId is not null",
                                Sort.descending("receivedAt"),
                                site,
                                messageIds)
                        .firstResultOptional()
                        .map(ReceivedMessage::requestId);
    }

    void keep(
            String site,
            @Nullable UUID requestId,
            String identity,
            IncomingMessage mail,
            Origin origin,
            Instant receivedAt) {
        UUID id = EventIds.next(clock);
        persist(new ReceivedMessage(id, site, requestId, identity, mail, origin, receivedAt, clock.instant()));
        entities.persist(new RawMessage(id, mail.raw()));
        int position = 0;
        for (AttachedFile file : mail.attachments()) {
            Attachment attachment = new Attachment(EventIds.next(clock), id, position++, file);
            entities.persist(attachment);
            byte[] content = file.content();
            if (content != null) {
                entities.persist(new AttachmentContent(attachment.id(), content));
            }
        }
    }

    List<ReceivedMessage> of(UUID requestId) {
        return list("requestId = ?1", Sort.ascending("receivedAt", "id"), requestId);
    }

    List<Attachment> attachmentsOf(UUID requestId) {
        return entities.createQuery("""
                        select a from Attachment a, ReceivedMessage m
                        where a.messageId = m.id and m.requestId = :request
                        order by m.receivedAt, a.position""", Attachment.class)
                .setParameter("request", requestId)
                .getResultList();
    }

    byte @Nullable [] contentOf(Attachment attachment) {
        AttachmentContent kept = entities.find(AttachmentContent.class, attachment.id());
        return kept == null ? null : kept.content();
    }

    byte @Nullable [] rawOf(UUID messageId) {
        RawMessage raw = entities.find(RawMessage.class, messageId);
        return raw == null ? null : raw.content();
    }

    /** Mails of these sites that opened no request, newest first. */
    List<ReceivedMessage> setAside(Collection<String> sites, int most) {
        return sites.isEmpty()
                ? List.of()
                : find("site in ?1 and requestId is null", Sort.descending("receivedAt"), sites)
                        .page(0, most)
                        .list();
    }
}
