#include "cli/delivery.h"

#include "wire/gzip.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkProxyFactory>
#include <QNetworkReply>
#include <QRandomGenerator>
#include <QSslConfiguration>

#include <algorithm>

namespace wirewise::cli {

namespace {

constexpr qint64 MaximumAnswer = 64 * 1024;
constexpr std::chrono::seconds LongestPause{30};

/// What the other side says of its refusal: a message in JSON (google.rpc.Status), or its first line.
QString wordsOf(const QByteArray &answer)
{
    const QString message =
        QJsonDocument::fromJson(answer).object().value(QLatin1String("message")).toString();
    if (answer.trimmed().startsWith('<'))
        return {}; // a page for people
    return (message.isEmpty() ? QString::fromUtf8(answer.trimmed().split('\n').constFirst()) : message)
        .left(300);
}

/// RFC 9110 section 10.2.3: seconds, or a date.
std::optional<std::chrono::milliseconds> pauseOf(const QByteArray &retryAfter)
{
    bool isNumber = false;
    const qint64 seconds = retryAfter.trimmed().toLongLong(&isNumber);
    if (isNumber)
        return std::chrono::seconds(std::clamp<qint64>(seconds, 0, 86400));
    const QDateTime date = QDateTime::fromString(QString::fromLatin1(retryAfter), Qt::RFC2822Date);
    if (!date.isValid())
        return std::nullopt;
    return std::chrono::milliseconds(
        std::clamp<qint64>(QDateTime::currentDateTimeUtc().msecsTo(date), 0, 86400000));
}

QNetworkRequest requestTo(const DeliveryTarget &target)
{
    QNetworkRequest request(target.url);
    for (const auto &[name, value] : target.headers)
        request.setRawHeader(name, value);
    request.setRawHeader("Content-Type", target.contentType);
    if (target.packs)
        request.setRawHeader("Content-Encoding", "gzip");
    request.setRawHeader("User-Agent", "wirewise/" WIREWISE_VERSION);
    // A header that authorises goes to no other address.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setTransferTimeout(static_cast<int>(target.timeout.count()));
    if (!target.caFile.isEmpty()) {
        QSslConfiguration configuration = request.sslConfiguration();
        configuration.setCaCertificates(QSslCertificate::fromPath(target.caFile));
        request.setSslConfiguration(configuration);
    }
    return request;
}

} // namespace

Delivery::Delivery(const DeliveryTarget &target, QObject *parent)
    : QObject(parent)
    , m_target(target)
{
    const QList<QNetworkProxy> proxies =
        QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(target.url));
    if (!proxies.isEmpty())
        m_network.setProxy(proxies.constFirst());
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &Delivery::start);
}

void Delivery::send(const QByteArray &content, qsizetype count)
{
    const QByteArray body = m_target.packs ? wire::pack(content) : content;
    if (m_waitingBytes + body.size() > MaximumWaiting && !m_waiting.isEmpty()) {
        m_lost += count;
        m_reason = tr("it takes the results more slowly than they come");
        return;
    }
    m_waiting.enqueue({body, count});
    m_waitingBytes += body.size();
    if (m_waiting.size() == 1)
        start();
}

void Delivery::hurry()
{
    m_hurries = true;
    if (!m_pause.isActive())
        return;
    m_pause.stop();
    lose(m_reason);
}

void Delivery::start()
{
    ++m_tries;
    const QNetworkRequest request = requestTo(m_target);
    const QByteArray &body = m_waiting.head().body;
    m_reply = m_target.method == DeliveryTarget::Method::Put ? m_network.put(request, body)
                                                             : m_network.post(request, body);
    m_reply->setReadBufferSize(MaximumAnswer);
    connect(m_reply, &QNetworkReply::finished, this, &Delivery::answered);
}

void Delivery::answered()
{
    QNetworkReply *reply = std::exchange(m_reply, nullptr);
    reply->deleteLater();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QByteArray answer = reply->read(MaximumAnswer);
    if (status >= 200 && status <= 299) {
        m_isDown = false;
        const qsizetype count = m_waiting.head().count;
        Q_EMIT taken(answer, count);
        settled();
        return;
    }
    if (status == 0) {
        // A certificate that is not trusted will not be trusted in a second, either.
        const QString reason = reply->errorString();
        if (reply->error() == QNetworkReply::SslHandshakeFailedError)
            lose(reason);
        else
            tryAgain(reason, {});
        return;
    }
    QString reason = tr("it answered %1 %2")
                         .arg(status)
                         .arg(reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString())
                         .trimmed();
    if (const QString words = wordsOf(answer); !words.isEmpty())
        reason += QLatin1String(": ") + words;
    // The protocol's list: no other refusal may be tried again.
    if (status == 429 || status == 502 || status == 503 || status == 504)
        tryAgain(reason, reply->rawHeader("Retry-After"));
    else
        lose(reason);
}

void Delivery::tryAgain(const QString &reason, const QByteArray &retryAfter)
{
    if (m_hurries || m_isDown || m_tries >= MaximumTries)
        return lose(reason);
    // Half of it by chance, so that many who failed at once do not come back at once.
    const auto grown = m_target.firstPause * (1 << (m_tries - 1));
    const auto drawn = grown / 2 + grown * QRandomGenerator::global()->bounded(1000) / 1000;
    const std::chrono::milliseconds pause = pauseOf(retryAfter).value_or(drawn);
    if (pause > LongestPause)
        return lose(tr("%1; it asks to wait for %2 seconds").arg(reason).arg(pause.count() / 1000));
    m_reason = reason;
    m_pause.start(pause);
}

void Delivery::lose(const QString &reason)
{
    m_reason = reason;
    m_lost += m_waiting.head().count;
    if (!std::exchange(m_isDown, true))
        Q_EMIT fell();
    settled();
}

void Delivery::settled()
{
    m_tries = 0;
    m_waitingBytes -= m_waiting.dequeue().body.size();
    if (m_waiting.isEmpty())
        Q_EMIT idle();
    else
        start();
}

} // namespace wirewise::cli
