#pragma once

#include "observation/connectionmarks.h"
#include "observation/message.h"

#include <QDateTime>
#include <QList>
#include <QObject>
#include <QString>

namespace wirewise::gui {

/// A close in words: two lines under the row of the Close frame.
struct CloseExplanation
{
    QString title;   ///< "Closed by the server with 1012, Service Restart."
    QString meaning; ///< "It restarts, as in a deployment. Reconnecting is right."
    QString detail;  ///< "Reason given: “revision 00042-xk9”. Clean close in 41 ms."
};
/// From the Close frame alone. The reason is made printable and shortened.
[[nodiscard]] CloseExplanation explainClose(const observation::Message &close);

/// The same where another connection was opened after this one: the last of its messages is a Close, or it
/// ended without.
[[nodiscard]] CloseExplanation explainReopening(const observation::ConnectionMark &before,
                                                const observation::ConnectionMark &next,
                                                const observation::Message &last);
/// "Connection 2 opened 1.2 s later."
[[nodiscard]] QString reopeningText(const observation::ConnectionMark &before,
                                    const observation::ConnectionMark &next);

/// Where a MessageView gets its messages from. Index 0 is the oldest; indexes change only with prepended().
/// The view asks for visible rows only. GUI thread.
class MessagePages : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual qint64 count() const = 0;
    /// Messages first … first+count-1 as far as they are at hand; a shorter list means that the rest is
    /// being read, and loaded() follows. One with the number 0 in between is being read as well.
    [[nodiscard]] virtual QList<observation::Message> fetch(qint64 first, qint64 count) = 0;
    /// Number of the message at that index.
    [[nodiscard]] virtual qint64 numberAt(qint64 index) const { return index + 1; }
    /// Indexes of the messages that get an explanation under them, ascending.
    [[nodiscard]] virtual QList<qint64> closes() const { return {}; }
    /// Words for one of closes().
    [[nodiscard]] virtual CloseExplanation closeExplanation(qint64 index,
                                                            const observation::Message &close) const;
    /// When the connection opened: Message::at counts from here. Invalid: times are shown as elapsed.
    [[nodiscard]] virtual QDateTime openedAt() const { return {}; }

Q_SIGNALS:
    /// count() or closes() grew.
    void grown();
    /// So many older messages came in before those that were there.
    void prepended(qint64 count);
    /// What fetch() had to leave out has come.
    void loaded();
    /// Everything is different: another session.
    void reset();
};

/// Pages over a list in memory: a finished check, or the last messages of a live connection.
class MessageList : public MessagePages
{
    Q_OBJECT
public:
    using MessagePages::MessagePages;

    void setMessages(const QList<observation::Message> &messages, const QDateTime &openedAt);
    void append(const QList<observation::Message> &messages);
    [[nodiscard]] const QList<observation::Message> &messages() const { return m_messages; }

    [[nodiscard]] qint64 count() const override { return m_messages.size(); }
    [[nodiscard]] QList<observation::Message> fetch(qint64 first, qint64 count) override;
    [[nodiscard]] qint64 numberAt(qint64 index) const override { return m_messages.at(index).number; }
    [[nodiscard]] QList<qint64> closes() const override { return m_closes; }
    [[nodiscard]] QDateTime openedAt() const override { return m_openedAt; }

private:
    void noteCloses(qsizetype from);

    QList<observation::Message> m_messages;
    QList<qint64> m_closes;
    QDateTime m_openedAt;
};

} // namespace wirewise::gui
