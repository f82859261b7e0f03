{{/* The four services: their ports, and the secret settings without which each cannot start. */}}
{{- define "assent.services" -}}
- key: consentApi
  name: consent-api
  port: 8080
  managementPort: 9080
  secrets: [ASSENT_IDEMPOTENCY_SECRET, ASSENT_CONFIRMATIONS_SECRET, ASSENT_CONFIRMATIONS_NOTIFIER_KEY]
- key: consentLedger
  name: consent-ledger
  port: 8081
  managementPort: 9081
  database: ledger
  secrets: [QUARKUS_DATASOURCE_PASSWORD, QUARKUS_FLYWAY_PASSWORD]
- key: vendorRegistry
  name: vendor-registry
  port: 8082
  managementPort: 9082
  database: registry
  secrets: [QUARKUS_OIDC_CREDENTIALS_SECRET, QUARKUS_DATASOURCE_PASSWORD, QUARKUS_FLYWAY_PASSWORD]
- key: notifier
  name: notifier
  port: 8083
  managementPort: 9083
  database: notifier
  secrets: [QUARKUS_OIDC_CREDENTIALS_SECRET, QUARKUS_DATASOURCE_PASSWORD, QUARKUS_FLYWAY_PASSWORD]
{{- end }}

{{/* The secret settings of one service, among them those of its key-encryption keys and mailboxes. */}}
{{- define "assent.secrets" -}}
{{- range .service.secrets }}
- {{ . }}
{{- end }}
{{- if eq .service.key "consentApi" }}
{{- range .root.Values.subjectKeys.versions }}
- ASSENT_SUBJECT_KEYS_KEY_{{ . }}
{{- end }}
{{- end }}
{{- if eq .service.key "consentLedger" }}
{{- range .root.Values.ledgerKek.ids }}
- ASSENT_LEDGER_KEK_KEYS_{{ upper . }}
{{- end }}
{{- range .root.Values.ledgerSigning.ids }}
- ASSENT_LEDGER_SIGNING_KEYS_{{ upper . }}
{{- end }}
{{- end }}
{{- if eq .service.key "notifier" }}
{{- range .root.Values.sealKeys.versions }}
- ASSENT_NOTIFIER_CONFIRMATIONS_KEYS_{{ . }}
{{- end }}
{{- range .root.Values.webhookSites }}
- ASSENT_NOTIFIER_WEBHOOKS_SECRETS_{{ upper . }}
{{- end }}
{{- range $site, $user := .root.Values.mail.mailboxes }}
- ASSENT_NOTIFIER_MAILBOXES_{{ upper $site }}_PASSWORD
{{- end }}
{{- end }}
{{- end }}

{{/* What selects one service's pods, in a selector that can never be changed later. */}}
{{- define "assent.selector" -}}
app.kubernetes.io/name: {{ .service.name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{- define "assent.labels" -}}
{{ include "assent.selector" . }}
app.kubernetes.io/part-of: assent
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{- define "assent.fullname" -}}
{{ printf "%s-%s" .root.Release.Name .service.name }}
{{- end }}

{{/* One service's settings that are no secrets, as environment variables. */}}
{{- define "assent.settings" -}}
{{- $values := .root.Values }}
ASSENT_GENERATION: {{ $values.generation | quote }}
ASSENT_PARTITIONS: {{ $values.partitions | quote }}
ASSENT_API_URL: {{ $values.publicUrls.api | quote }}
ASSENT_LEDGER_URL: {{ $values.publicUrls.ledger | quote }}
ASSENT_REGISTRY_URL: {{ $values.publicUrls.registry | quote }}
ASSENT_NOTIFIER_URL: {{ $values.publicUrls.notifier | quote }}
KAFKA_BOOTSTRAP_SERVERS: {{ $values.kafka.bootstrapServers | quote }}
QUARKUS_HTTP_HOST: 0.0.0.0
QUARKUS_HTTP_PORT: {{ .service.port | quote }}
QUARKUS_MANAGEMENT_HOST: 0.0.0.0
QUARKUS_MANAGEMENT_PORT: {{ .service.managementPort | quote }}
QUARKUS_OIDC_AUTH_SERVER_URL: {{ $values.oidc.authServerUrl | quote }}
JAVA_TOOL_OPTIONS: -XX:InitialRAMPercentage=70 -XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError
{{- with $values.trustedProxies }}
QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING: "true"
QUARKUS_HTTP_PROXY_TRUSTED_PROXIES: {{ join "," . | quote }}
{{- end }}
QUARKUS_LOG_CONSOLE_JSON_ENABLED: {{ $values.jsonLogs | quote }}
{{- if eq .service.key "consentApi" }}
QUARKUS_SHUTDOWN_DELAY: "{{ $values.consentApi.drainSeconds }}S"
{{- with $values.trustedProxies }}
ASSENT_PROXIES_TRUSTED: {{ join "," . | quote }}
{{- end }}
{{- with $values.consentApi.countryHeader }}
ASSENT_PROXIES_COUNTRY_HEADER: {{ . }}
{{- end }}
{{- end }}
{{- with .service.database }}
QUARKUS_DATASOURCE_JDBC_URL: {{ index $values.databases . | quote }}
QUARKUS_DATASOURCE_USERNAME: {{ . }}_app
QUARKUS_FLYWAY_USERNAME: {{ . }}_migrator
{{- end }}
{{- if eq .service.key "consentApi" }}
ASSENT_SUBJECT_KEYS_CURRENT: {{ $values.subjectKeys.current | quote }}
ASSENT_CONFIRMATIONS_NOTIFIER_KEY_VERSION: {{ $values.sealKeys.current | quote }}
{{- end }}
{{- if eq .service.key "consentLedger" }}
ASSENT_LEDGER_ORIGIN: {{ $values.ledgerOrigin | quote }}
ASSENT_LEDGER_KEK_CURRENT: {{ $values.ledgerKek.current | quote }}
ASSENT_LEDGER_SIGNING_CURRENT: {{ $values.ledgerSigning.current | quote }}
{{- end }}
{{- if eq .service.key "notifier" }}
ASSENT_NOTIFIER_IMAP_HOST: {{ $values.mail.imapHost | quote }}
ASSENT_NOTIFIER_IMAP_PORT: {{ $values.mail.imapPort | quote }}
QUARKUS_MAILER_HOST: {{ $values.mail.smtpHost | quote }}
QUARKUS_MAILER_PORT: {{ $values.mail.smtpPort | quote }}
QUARKUS_MAILER_START_TLS: {{ $values.mail.smtpStartTls | quote }}
{{- range $site, $user := $values.mail.mailboxes }}
ASSENT_NOTIFIER_MAILBOXES_{{ upper $site }}_USER: {{ $user | quote }}
{{- end }}
{{- end }}
{{- range $name, $value := (index $values .service.key).settings }}
{{ $name }}: {{ $value | quote }}
{{- end }}
{{- end }}
