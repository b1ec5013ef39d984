#pragma once

#include <QByteArray>
#include <QList>

namespace wirewise::tests {

/// Where a secret is told.
enum class Home { Header, Answer, Target, Typed, Body, Message, Binary, Subprotocol, Notes };

/// One secret in one telling place. The text holds "{}" where the value stands.
struct CorpusRow
{
    QByteArray name;
    Home home = Home::Header;
    QByteArray text;
    QByteArray secret;
};
[[nodiscard]] QList<CorpusRow> requestSecrets();
[[nodiscard]] QList<CorpusRow> messageSecrets();
/// All of them.
[[nodiscard]] const QList<CorpusRow> &secretCorpus();
/// The text of a row with its value.
[[nodiscard]] QByteArray told(const CorpusRow &row);

/// A way in which a value may still stand in bytes.
struct WrittenForm
{
    const char *how;
    QByteArray bytes;
};
/// Raw, percent-encoded, escaped for JSON and HTML, in hex, in base64 at each of its three alignments.
[[nodiscard]] QList<WrittenForm> writtenForms(const QByteArray &secret);

} // namespace wirewise::tests
