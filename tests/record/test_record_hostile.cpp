#include "probe/peer.h"
#include "record/recordingprogram.h"
#include "session/sessionfile.h"
#include "wire/conversation.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <functional>

#include <zlib.h>

using namespace wirewise;
using namespace wirewise::testing;
using observation::SessionFacts;
using wire::Opcode;

namespace {

constexpr qsizetype MiB = 1024 * 1024;

/// A server that pours pieces as fast as they are taken, and notes how the client closes.
class HostilePeer
{
public:
    /// The next bytes to send; empty: no more.
    using NextPiece = std::function<QByteArray()>;

    explicit HostilePeer(NextPiece next, QByteArray extension = {})
        : m_next(std::move(next))
        , m_extension(std::move(extension))
        , m_peer([this](QTcpSocket *socket, const QByteArray &bytes) { onBytes(socket, bytes); })
    {
    }

    [[nodiscard]] QString url() const { return m_peer.url(); }
    [[nodiscard]] QTcpSocket *socket() const { return m_socket; }
    [[nodiscard]] qint64 poured() const { return m_poured; }
    [[nodiscard]] std::optional<quint16> closeCode() const { return m_closeCode; }

private:
    void onBytes(QTcpSocket *socket, const QByteArray &bytes)
    {
        if (!m_socket) {
            if (!Peer::isWhole(bytes))
                return;
            m_socket = socket;
            m_read = bytes.indexOf("\r\n\r\n") + 4;
            QByteArray answer = switchingAnswer(bytes);
            if (!m_extension.isEmpty())
                answer.insert(answer.size() - 2, "Sec-WebSocket-Extensions: " + m_extension + "\r\n");
            socket->write(answer);
            QObject::connect(socket, &QTcpSocket::bytesWritten, socket, [this] { pour(); });
            QObject::connect(socket, &QTcpSocket::disconnected, socket, [this] { m_socket = nullptr; });
            pour();
        }
        m_conversation.receive(QByteArrayView(bytes).sliced(m_read));
        m_read = bytes.size();
        while (const auto event = m_conversation.next()) {
            if (const auto *close = std::get_if<wire::CloseReceived>(&*event))
                m_closeCode = close->code;
        }
    }
    void pour()
    {
        while (m_next && m_socket && m_socket->bytesToWrite() < MiB) {
            const QByteArray piece = m_next();
            if (piece.isEmpty())
                return;
            m_poured += piece.size();
            m_socket->write(piece);
        }
    }

    NextPiece m_next;
    QByteArray m_extension;
    wire::Conversation m_conversation{wire::Conversation::Role::Server};
    QTcpSocket *m_socket = nullptr;
    qsizetype m_read = 0;
    qint64 m_poured = 0;
    std::optional<quint16> m_closeCode;
    Peer m_peer;
};

QByteArray frame(Opcode opcode, const QByteArray &payload, bool fin, bool rsv1 = false)
{
    return wire::toBytes({fin, rsv1, false, false, opcode, {}, payload, {}, 0});
}

/// A MiB of zeros as deflate bytes that look back to nothing before them, so that they can follow each other
/// without end.
QByteArray deflatedZeros()
{
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY);
    QByteArray zeros(MiB, '\0'), out(MiB, Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(zeros.data());
    stream.avail_in = static_cast<uInt>(zeros.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FULL_FLUSH);
    const qsizetype size = out.size() - static_cast<qsizetype>(stream.avail_out);
    deflateEnd(&stream);
    return out.first(size);
}

/// What comes first, then the same piece again and again.
HostilePeer::NextPiece pieces(const QByteArray &first, const QByteArray &then, qint64 count)
{
    return [first, then, count, sent = qint64(0)]() mutable {
        ++sent;
        return sent == 1 ? first : sent <= count ? then : QByteArray();
    };
}

} // namespace

/// A server that sends without end, or does not read, against the program that records.
class TestRecordHostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tooMuchIsRefused_data();
    void tooMuchIsRefused();
    void serverThatDoesNotReadIsNotFed();
    void unansweredCloseEnds();
    void bytesOneByOne();

private:
    QString path() const { return m_folder->filePath(QStringLiteral("a.wirewise")); }
    SessionFacts facts() const
    {
        const auto content = session::SessionFile::read(path());
        return content && content->complete ? content->observation.session.value_or(SessionFacts())
                                            : SessionFacts();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestRecordHostile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestRecordHostile::tooMuchIsRefused_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("then");
    QTest::addColumn<qint64>("count");
    QTest::addColumn<bool>("compressed");
    const QByteArray zeros = deflatedZeros();
    const qint64 tenGiB = 10 * 1024;
    QTest::newRow("a bomb of 10 GiB in one frame")
        << frame(Opcode::Binary, zeros.repeated(tenGiB), true, true) << QByteArray() << qint64(1) << true;
    QTest::newRow("a bomb of 10 GiB in fragments")
        << frame(Opcode::Text, zeros, false, true) << frame(Opcode::Continuation, zeros, false) << tenGiB
        << true;
    const QByteArray text(16 * 1024, 'x');
    QTest::newRow("endless fragments")
        << frame(Opcode::Text, text, false) << frame(Opcode::Continuation, text, false) << qint64(1'000'000)
        << false;
    QTest::newRow("an endless frame")
        << QByteArray("\x82\x7f\0\0\1\0\0\0\0\0", 10) << text << qint64(1'000'000) << false;
}

void TestRecordHostile::tooMuchIsRefused()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, then);
    QFETCH(qint64, count);
    QFETCH(bool, compressed);
    HostilePeer peer(pieces(first, then, count), compressed ? "permessage-deflate" : QByteArray());
    Program program(path());
    program.start(peer.url());
    qint64 memory = 0;
    QTRY_VERIFY_WITH_TIMEOUT((memory = qMax(memory, program.mostMemory()), peer.closeCode().has_value()),
                             120'000);
    QCOMPARE(*peer.closeCode(), 1009);
    QVERIFY(peer.poured() < 160 * MiB);
    // The message so far is what it may take, and a little.
    QVERIFY2(memory > 0 && memory < 200 * 1024, qPrintable(QString::number(memory)));
    QTRY_COMPARE_WITH_TIMEOUT(program.process().state(), QProcess::NotRunning, 60'000);
    QCOMPARE(program.process().exitCode(), 1);
    QVERIFY2(program.complaints().contains("1009"), program.complaints().constData());
    QCOMPARE(facts().breach, std::optional(wire::FrameBreach::MessageTooBig));
}

void TestRecordHostile::serverThatDoesNotReadIsNotFed()
{
    HostilePeer peer({});
    Program program(path());
    program.start(peer.url(), {QStringLiteral("--quiet")});
    QTRY_VERIFY_WITH_TIMEOUT(peer.socket(), 60'000);
    peer.socket()->setReadBufferSize(64 * 1024);
    peer.socket()->blockSignals(true);
    const QByteArray lines = QByteArray(MiB / 16, 'x').append('\n').repeated(16);
    qint64 written = 0;
    bool stands = false;
    while (!stands && written < 400 * MiB) {
        written += program.process().write(lines);
        stands = !QTest::qWaitFor([&] { return program.process().bytesToWrite() == 0; }, 2000);
    }
    QVERIFY2(stands, "the program took everything");
    QCOMPARE(program.process().state(), QProcess::Running);
    const qint64 memory = program.mostMemory();
    QVERIFY2(memory > 0 && memory < 250 * 1024, qPrintable(QString::number(memory)));
}

void TestRecordHostile::unansweredCloseEnds()
{
    HostilePeer peer({});
    Program program(path());
    program.start(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(peer.socket(), 60'000);
    program.process().closeWriteChannel(); // the input ends, and so does the session
    QTRY_COMPARE_WITH_TIMEOUT(program.process().state(), QProcess::NotRunning, 60'000);
    QCOMPARE(program.process().exitCode(), 1);
    QVERIFY(program.complaints().contains("did not answer the Close frame"));
    QCOMPARE(peer.closeCode(), std::optional<quint16>(1000));
    QCOMPARE(facts().closeBy, SessionFacts::CloseBy::Us);
    QCOMPARE(facts().end, observation::StreamEnd::ClosedByUs);
}

void TestRecordHostile::bytesOneByOne()
{
    HostilePeer peer({});
    Program program(path());
    program.start(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(peer.socket(), 60'000);
    const QByteArray bytes = frame(Opcode::Text, "1  slow", true) + frame(Opcode::Close, "\x03\xe8", true);
    for (const char byte : bytes) {
        peer.socket()->write(&byte, 1);
        peer.socket()->flush();
        QTest::qWait(5);
    }
    QTRY_COMPARE_WITH_TIMEOUT(program.process().state(), QProcess::NotRunning, 60'000);
    QCOMPARE(program.process().exitCode(), 0);
    const auto file = session::SessionFile::openForReading(path());
    QVERIFY(file);
    const auto messages = file->messages(1, 10);
    QCOMPARE(messages->size(), 2); // the text, and the Close
    QCOMPARE(messages->constFirst().payload, QByteArray("1  slow"));
}

QTEST_GUILESS_MAIN(TestRecordHostile)
#include "test_record_hostile.moc"
