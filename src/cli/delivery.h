#pragma once

#include <QByteArray>
#include <QList>
#include <QNetworkAccessManager>
#include <QObject>
#include <QQueue>
#include <QString>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <utility>

class QNetworkReply;

namespace wirewise::cli {

/// Where results are handed over by HTTP, and how.
struct DeliveryTarget
{
    enum class Method { Post, Put };
    QUrl url; ///< without user and password
    Method method = Method::Post;
    QByteArray contentType;
    QList<std::pair<QByteArray, QByteArray>> headers; ///< go to this address alone
    bool packs = false;                               ///< bodies go as gzip
    QString caFile;                                   ///< PEM; empty: those that the system trusts
    std::chrono::milliseconds timeout{10000};         ///< without a byte of an answer
    std::chrono::milliseconds firstPause{500};        ///< before the second try; each further one doubles it
};

/// Hands bodies over to one address, one after the other over a connection that is kept. Follows no redirect,
/// verifies TLS. What can be tried again (429, 502, 503, 504, no answer) is, after a pause that grows, or
/// that Retry-After names; once all tries of a body were in vain the next ones get a single try. Bodies that
/// wait take at most MaximumWaiting bytes; what comes on top is dropped and counted.
class Delivery : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype MaximumWaiting = 16 * 1024 * 1024;
    static constexpr int MaximumTries = 5;

    explicit Delivery(const DeliveryTarget &target, QObject *parent = nullptr);

    /// count says how many things are in it, for lost().
    void send(const QByteArray &content, qsizetype count);
    /// Nothing is sent again from now on, so that the end comes soon.
    void hurry();
    [[nodiscard]] bool isIdle() const { return !m_reply && !m_pause.isActive() && m_waiting.isEmpty(); }

    [[nodiscard]] const QUrl &url() const { return m_target.url; }
    [[nodiscard]] qsizetype lost() const { return m_lost; }
    /// Why the last body was lost; a clause without a full stop, not yet made printable.
    [[nodiscard]] const QString &reason() const { return m_reason; }

Q_SIGNALS:
    /// A body was taken; what was said to it, at most the first 64 KB.
    void taken(const QByteArray &answer, qsizetype count);
    /// A body was lost, and none since the last one that was taken.
    void fell();
    /// Everything that was sent is taken or lost.
    void idle();

private:
    struct Parcel
    {
        QByteArray body;
        qsizetype count = 0;
    };

    void start();
    void answered();
    void tryAgain(const QString &reason, const QByteArray &retryAfter);
    void lose(const QString &reason);
    void settled();

    DeliveryTarget m_target;
    QNetworkAccessManager m_network;
    QNetworkReply *m_reply = nullptr;
    QTimer m_pause;
    QQueue<Parcel> m_waiting; ///< the first is the one that is under way
    qsizetype m_waitingBytes = 0;
    int m_tries = 0;
    bool m_isDown = false, m_hurries = false;
    qsizetype m_lost = 0;
    QString m_reason;
};

} // namespace wirewise::cli
