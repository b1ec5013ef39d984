#include "probe/tls.h"

#include "probe/address.h"
#include "probe/certificate.h"
#include "probe/tlssession.h"

#include <algorithm>

#include <openssl/err.h>

namespace wirewise::probe {

using observation::StreamEnd;
using observation::TlsAlert;
using observation::TlsFacts;

namespace {

constexpr qsizetype KeptFirstBytes = 64;

/// RFC 8446 section 5.1: a record starts with its type (20 to 23) and the major version 3.
bool looksLikeTls(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return true;
    const auto type = static_cast<uchar>(bytes.at(0));
    return type >= 20 && type <= 23 && (bytes.size() < 2 || bytes.at(1) == 3);
}

QByteArray wireFormat(const QList<QByteArray> &protocols)
{
    QByteArray list; // RFC 7301 section 3.1
    for (const QByteArray &protocol : protocols)
        list += static_cast<char>(protocol.size()) + protocol;
    return list;
}

} // namespace

void TlsClient::Session::open()
{
    ssl.reset(SSL_new(context.get()));
    SSL_set_app_data(ssl.get(), this);
    SSL_set_bio(ssl.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
    SSL_set_connect_state(ssl.get());
    SSL_set_verify(ssl.get(), SSL_VERIFY_PEER, &Session::onVerify);
    SSL_set_msg_callback(ssl.get(), &Session::onMessage);
    SSL_set_msg_callback_arg(ssl.get(), this);
    // RFC 6066 section 3: literal addresses are not permitted in server_name.
    QByteArray name = options.host;
    if (name.endsWith('.'))
        name.chop(1);
    if (!addressFromLiteral(name) && SSL_set_tlsext_host_name(ssl.get(), name.constData()) == 1)
        facts.serverName = name;
    const QByteArray protocols = wireFormat(options.alpn);
    SSL_set_alpn_protos(ssl.get(), reinterpret_cast<const uchar *>(protocols.constData()),
                        static_cast<unsigned>(protocols.size()));
    facts.alpnOffered = options.alpn;
    SSL_set_tlsext_status_type(ssl.get(), TLSEXT_STATUSTYPE_ocsp);
    facts.verificationSkipped = options.insecure;
}

void TlsClient::Session::advance()
{
    if (state == State::Handshaking) {
        ERR_clear_error();
        const int result = SSL_do_handshake(ssl.get());
        drain();
        const int error = result == 1 ? SSL_ERROR_NONE : SSL_get_error(ssl.get(), result);
        if (error == SSL_ERROR_NONE)
            finishHandshake();
        else if (error == SSL_ERROR_ZERO_RETURN) // close_notify inside the handshake
            fail(TlsFacts::Result::ClosedByPeer, {});
        else if (error != SSL_ERROR_WANT_READ)
            failWithLibraryError();
    }
    if (state == State::Open)
        readPlain();
}

void TlsClient::Session::finishHandshake()
{
    gather();
    if (X509 *leaf = SSL_get0_peer_certificate(ssl.get())) {
        const NameMatch match = matchName(leaf, options.host);
        facts.nameMatches = match.byAlternativeName;
        facts.commonNameOnly = match.byCommonName;
        if (!match.byAlternativeName && !match.byCommonName) {
            const int code = addressFromLiteral(options.host) ? X509_V_ERR_IP_ADDRESS_MISMATCH
                                                              : X509_V_ERR_HOSTNAME_MISMATCH;
            facts.errors.append({0, code, X509_verify_cert_error_string(code)});
        }
    }
    facts.verified = !facts.chain.isEmpty() && facts.errors.isEmpty();
    if (!facts.verified && !options.insecure) {
        fail(TlsFacts::Result::VerifyFailed,
             facts.errors.isEmpty() ? QString() : QString::fromLatin1(facts.errors.constFirst().name));
        return;
    }
    facts.result = TlsFacts::Result::Complete;
    state = State::Open;
    if (!early.isEmpty())
        writePlain(std::exchange(early, {}));
}

void TlsClient::Session::readPlain()
{
    char buffer[16 * 1024];
    for (;;) {
        ERR_clear_error();
        const int size = SSL_read(ssl.get(), buffer, sizeof buffer);
        if (size > 0) {
            if (!hasData(true))
                addStep(true, ApplicationData, size);
            plain.append(buffer, size);
            continue;
        }
        const int error = SSL_get_error(ssl.get(), size);
        drain(); // an answer to a key update, or our own alert
        if (error == SSL_ERROR_ZERO_RETURN)
            state = State::Ended;
        else if (error != SSL_ERROR_WANT_READ)
            failWithLibraryError();
        return;
    }
}

void TlsClient::Session::writePlain(QByteArrayView bytes)
{
    if (!bytes.isEmpty() && !hasData(false))
        addStep(false, ApplicationData, bytes.size());
    qsizetype done = 0;
    while (done < bytes.size()) {
        ERR_clear_error();
        const int portion = static_cast<int>(std::min<qsizetype>(bytes.size() - done, 1 << 20));
        const int size = SSL_write(ssl.get(), bytes.data() + done, portion);
        if (size <= 0)
            break;
        done += size;
        drain();
    }
}

void TlsClient::Session::drain()
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(SSL_get_wbio(ssl.get()), &data);
    if (size > 0)
        outgoing.append(data, size);
    static_cast<void>(BIO_reset(SSL_get_wbio(ssl.get())));
}

void TlsClient::Session::failWithLibraryError()
{
    const unsigned long code = ERR_peek_error();
    const char *reason = code == 0 ? nullptr : ERR_reason_error_string(code);
    const QString detail = reason == nullptr ? QString() : QString::fromLatin1(reason);
    const bool alerted = std::any_of(facts.alerts.cbegin(), facts.alerts.cend(),
                                     [](const TlsAlert &alert) { return alert.received && alert.fatal; });
    fail(alerted ? TlsFacts::Result::AlertReceived : TlsFacts::Result::OtherError, detail);
}

void TlsClient::Session::fail(TlsFacts::Result result, const QString &detail)
{
    gather();
    drain();
    facts.result = result;
    facts.detail = detail;
    state = State::Failed;
    early.clear();
    ERR_clear_error();
}

TlsClient::TlsClient(const TlsOptions &options)
    : m_session(std::make_unique<Session>())
{
    const TlsContextResult made = tlsContextFor(options);
    m_session->options = options;
    if (!made.context) {
        m_session->state = State::Unusable;
        m_session->facts.detail = made.error;
        return;
    }
    m_session->context = made.context;
    m_session->open();
    m_session->advance();
}

TlsClient::~TlsClient() = default;
TlsClient::TlsClient(TlsClient &&) noexcept = default;
TlsClient &TlsClient::operator=(TlsClient &&) noexcept = default;

void TlsClient::feed(QByteArrayView bytes, observation::Duration at)
{
    Session &session = *m_session;
    session.now = at;
    if (session.facts.firstBytes.size() < KeptFirstBytes)
        session.facts.firstBytes.append(
            bytes.first(qMin(bytes.size(), KeptFirstBytes - session.facts.firstBytes.size())));
    if (session.state == State::Handshaking && !looksLikeTls(session.facts.firstBytes)) {
        session.fail(TlsFacts::Result::NotTls, {});
        return;
    }
    if (session.state != State::Handshaking && session.state != State::Open)
        return;
    BIO_write(SSL_get_rbio(session.ssl.get()), bytes.data(), static_cast<int>(bytes.size()));
    session.advance();
}

void TlsClient::feedEnd(StreamEnd how)
{
    const bool reset = how == StreamEnd::ResetByPeer;
    if (m_session->state == State::Handshaking)
        m_session->fail(reset ? TlsFacts::Result::ResetByPeer : TlsFacts::Result::ClosedByPeer, {});
    else if (m_session->state == State::Open)
        m_session->state = State::Ended;
}

void TlsClient::timeOut()
{
    if (m_session->state == State::Handshaking)
        m_session->fail(TlsFacts::Result::TimedOut, {});
}

void TlsClient::write(QByteArrayView bytes)
{
    if (m_session->state == State::Handshaking)
        m_session->early.append(bytes);
    else if (m_session->state == State::Open)
        m_session->writePlain(bytes);
}

void TlsClient::shutdown()
{
    if (m_session->state != State::Open && m_session->state != State::Ended)
        return;
    ERR_clear_error();
    SSL_shutdown(m_session->ssl.get());
    m_session->drain();
}

QByteArray TlsClient::takeOutgoing()
{
    return std::exchange(m_session->outgoing, {});
}

QByteArray TlsClient::takePlain()
{
    return std::exchange(m_session->plain, {});
}

TlsClient::State TlsClient::state() const
{
    return m_session->state;
}

const TlsFacts &TlsClient::facts() const
{
    return m_session->facts;
}

} // namespace wirewise::probe
