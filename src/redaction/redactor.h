#pragma once

#include "diagnosis/finding.h"
#include "observation/message.h"
#include "observation/observation.h"
#include "redaction/choice.h"
#include "redaction/removal.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>

namespace wirewise::redaction {

/// Finds secrets and puts numbered tokens in their places. Every replacement is exactly as long as what it
/// replaces, so that offsets, lengths and frames stay right and what was redacted is still an observation.
///
/// A value with a memory: equal values get equal numbers over everything it is shown, and a value that was
/// seen once in a telling place is removed wherever it stands, also percent-encoded, escaped, in base64 or in
/// hex. What stands before that place is found as well if all of it is shown to gather() first.
/// Bounded: at most MaximumSecrets values are remembered; further ones are removed where they are told only.
/// Use on one thread at a time; a copy is independent.
class Redactor
{
public:
    static constexpr qsizetype MaximumSecrets = 10000;

    explicit Redactor(Choice choice = {});
    Redactor(const Redactor &other);
    Redactor &operator=(const Redactor &other);
    Redactor(Redactor &&) noexcept;
    Redactor &operator=(Redactor &&) noexcept;
    ~Redactor();

    /// Learns the secrets in it, changes nothing.
    void gather(const observation::Observation &observation);
    void gather(const observation::Message &message);
    void gather(QByteArrayView bytes);

    /// Bytes of any kind: a head, a body, a message, a line of text. Of equal length.
    [[nodiscard]] QByteArray redacted(QByteArrayView bytes);
    /// The same for text that people read, also where it quotes only the start of a secret.
    [[nodiscard]] QString redacted(const QString &text);
    /// Every place of it, the frames of its sessions and compressed contents included.
    [[nodiscard]] observation::Observation redacted(const observation::Observation &observation);
    /// Its sentences and quotations. Shown after its observation, it quotes the bytes anew.
    [[nodiscard]] diagnosis::Diagnosis redacted(const diagnosis::Diagnosis &diagnosis);
    [[nodiscard]] observation::Message redacted(const observation::Message &message);
    /// What is known of a session without its messages, as a file keeps it for each connection.
    [[nodiscard]] observation::SessionFacts redacted(const observation::SessionFacts &facts);

    /// All that was found, in the order seen; also what stays by choice.
    [[nodiscard]] QList<Removal> removals() const;
    /// Where replacements stand in bytes that this redactor gave.
    [[nodiscard]] QList<Place> places(QByteArrayView redactedBytes) const;
    /// What stays readable and looks risky, in sentences for the user.
    [[nodiscard]] QStringList risks() const;
    [[nodiscard]] const Choice &choice() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace wirewise::redaction
