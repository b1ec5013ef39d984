// Secrets of every kind, told in one place and repeated in all others, in every format: none is left.

#include "diagnosis/diagnose.h"
#include "record/redactedsession.h"
#include "redaction/secretcorpus.h"
#include "report/exportformats.h"
#include "session/listrun.h"
#include "support/observations.h"
#include "wire/deflate.h"
#include "wire/gzip.h"

#include <QBuffer>
#include <QTemporaryDir>
#include <QTest>

using namespace wirewise;
using namespace wirewise::tests;

namespace {

wire::Frame frame(wire::Opcode opcode, const QByteArray &payload, bool fin = true)
{
    wire::Frame frame;
    frame.opcode = opcode;
    frame.payload = payload;
    frame.fin = fin;
    return frame;
}

/// The value as peers repeat it.
QByteArray echoes(const QByteArray &secret)
{
    return "raw " + secret + " percent " + secret.toPercentEncoding() + " html " +
           QString::fromUtf8(secret).toHtmlEscaped().toUtf8() + " base64 " +
           QByteArray(":" + secret).toBase64() + " " + QByteArray("a:" + secret).toBase64() + " hex " +
           secret.toHex() + " end";
}

/// What came after the 101: whole, in fragments, masked, compressed twice, in control frames.
QByteArray streamWith(const QByteArray &text, const QByteArray &secret)
{
    using wire::Opcode;
    QByteArray stream = wire::toBytes(frame(Opcode::Text, text));
    const qsizetype half = text.size() / 2;
    stream += wire::toBytes(frame(Opcode::Text, text.first(half), false));
    stream += wire::toBytes(frame(Opcode::Ping, secret.first(qMin<qsizetype>(secret.size(), 125))));
    stream += wire::toBytes(frame(Opcode::Continuation, text.sliced(half)));
    wire::Frame masked = frame(Opcode::Text, text);
    masked.mask = {{1, 2, 3, 4}};
    stream += wire::toBytes(masked);
    wire::Deflater deflater;
    for (const QByteArray &message : {QByteArray("harmless"), text, text}) {
        wire::Frame compressed = frame(Opcode::Text, deflater.compress(message));
        compressed.rsv1 = true;
        stream += wire::toBytes(compressed);
    }
    stream +=
        wire::toBytes(frame(Opcode::Close, "\x03\xF0" + secret.first(qMin<qsizetype>(secret.size(), 120))));
    return stream;
}

QByteArray chunked(const QByteArray &body)
{
    constexpr qsizetype size = 7; // splits every value
    QByteArray result;
    for (qsizetype at = 0; at < body.size(); at += size) {
        const QByteArray chunk = body.mid(at, size);
        result += QByteArray::number(chunk.size(), 16) + "\r\n" + chunk + "\r\n";
    }
    return result + "0\r\n\r\n";
}

observation::Message message(qint64 number, const QByteArray &payload,
                             wire::Opcode opcode = wire::Opcode::Text)
{
    observation::Message message;
    message.number = number;
    message.opcode = opcode;
    message.payload = payload;
    message.wireSize = payload.size() + 2;
    return message;
}

struct Session
{
    observation::Observation seen;
    QList<observation::Message> messages;
    QString notes;
};

/// A session in which the value is told where the row says, and stands everywhere else as well.
Session sessionOf(const CorpusRow &row)
{
    const QByteArray text = told(row);
    const QByteArray echo = echoes(row.secret);
    const auto is = [&row](Home home) { return row.home == home; };
    test::ObservationFactory factory;
    factory.of(is(Home::Typed)    ? text.constData()
               : is(Home::Target) ? QByteArray("ws://staging.example:8000" + text).constData()
                                  : "ws://staging.example:8000/ws");
    if (is(Home::Header)) {
        const qsizetype colon = text.indexOf(':');
        factory.sending({text.first(colon), text.sliced(colon + 2)});
    }
    if (is(Home::Subprotocol)) {
        for (const QByteArray &name : text.split(','))
            factory.offering(name.trimmed());
    }
    const QByteArray body = is(Home::Body) ? QByteArray(text + "\n" + echo) : echo;
    const QByteArray line = is(Home::Answer) ? QByteArray(text + "\r\n") : QByteArray();
    const QByteArray packed = wire::packedInto(body, body.size() + 400).value();
    factory.head(test::answer("404 Not Found", line))
        .get("HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked(body))
        .upgrade(test::switching(line + "Sec-WebSocket-Extensions: permessage-deflate\r\n"))
        .tried("without-origin", test::answer("403 Forbidden", line + "Content-Encoding: gzip\r\n", packed));
    Session session{factory, {}, QString::fromUtf8("seen: " + echo)};
    observation::SessionFacts facts;
    const QByteArray said = is(Home::Message) || is(Home::Binary) ? text : QByteArray("says " + echo);
    facts.opened = true;
    facts.stream = streamWith(said, row.secret);
    facts.closeReason = row.secret.first(qMin<qsizetype>(row.secret.size(), 120));
    facts.messages = {message(1, said), message(2, echo)};
    facts.messageCount = 2;
    session.seen.session = facts;
    if (is(Home::Notes))
        session.notes = QString::fromUtf8(text);
    session.messages = {message(1, echo),
                        message(2, said, is(Home::Binary) ? wire::Opcode::Binary : wire::Opcode::Text),
                        message(3, echo, wire::Opcode::Binary)};
    for (observation::Exchange &exchange : session.seen.exchanges)
        exchange.detail = QString::fromUtf8("the peer said " + row.secret);
    return session;
}

/// Every way in which the value still stands in the bytes.
QByteArrayList leftIn(const QByteArray &bytes, const QByteArray &secret)
{
    QByteArrayList left;
    for (const WrittenForm &form : writtenForms(secret)) {
        // A part that is too short says nothing.
        if (form.bytes.size() >= 6 && bytes.contains(form.bytes))
            left.append(QByteArray(form.how) + " near " +
                        bytes.mid(qMax<qsizetype>(bytes.indexOf(form.bytes) - 60, 0), 120)
                            .toPercentEncoding(" \"{}:/"));
    }
    return left;
}

/// Each check is one commit, and there are many: in memory, where the system has a folder there.
QString folderTemplate()
{
    const QFileInfo memory(QStringLiteral("/dev/shm"));
    return (memory.isWritable() ? memory.filePath() : QDir::tempPath()) + QStringLiteral("/wirewise-XXXXXX");
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestRedactionCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void noneIsLeft_data();
    void noneIsLeft();
    void copyJudgesTheSame();
    void cleanupTestCase();

private:
    QTemporaryDir m_folder{folderTemplate()};
    QList<Session> m_sessions;
    QByteArray m_recorded, m_copy; ///< the bytes of the two files
    std::optional<record::RedactedSession> m_hidden;
    int m_searched = 0, m_exports = 0, m_left = 0;
};

/// All of them in one file, each in a check of its own: a value is told in that check only.
void TestRedactionCorpus::initTestCase()
{
    const QString path = m_folder.filePath(QStringLiteral("recorded.wirewise"));
    const QString copy = m_folder.filePath(QStringLiteral("copy.wirewise"));
    {
        auto file = session::SessionFile::create(path);
        QVERIFY(file);
        QString notes;
        QList<observation::Message> messages;
        // Each is planned twice, and checked once: what was not checked stands in the plan alone.
        QList<session::PlannedEndpoint> plan;
        for (int time = 0; time < 2; ++time) {
            for (const CorpusRow &row : secretCorpus()) {
                const Session session = sessionOf(row);
                plan.append({session.seen.typed, session.seen.settings, session.notes, {}});
            }
        }
        QVERIFY(file->setPlan(plan.constFirst().title, plan));
        for (const CorpusRow &row : secretCorpus()) {
            const Session session = sessionOf(row);
            QVERIFY(file->addCheck(m_sessions.size(), session.seen, diagnosis::diagnose(session.seen)));
            notes += session.notes + QLatin1Char('\n');
            for (observation::Message message : session.messages) {
                message.number = messages.size() + 1;
                messages.append(message);
            }
            m_sessions.append(session);
        }
        QVERIFY(file->setNotes(notes) && file->setName(notes.left(60)) && file->appendMessages(messages));
    }
    auto opened = record::RedactedSession::open(path, {});
    QVERIFY(opened && opened->has_value());
    m_hidden = std::move(**opened);
    QCOMPARE(m_hidden->checks().size(), secretCorpus().size());
    const auto saved = m_hidden->saveAs(copy, false);
    QVERIFY(saved && *saved);
    m_recorded = contentOf(path);
    m_copy = contentOf(copy);
    const auto plan = session::readListRun(copy);
    QVERIFY(plan && plan->planned);
    QCOMPARE(plan->entries.size(), 2 * secretCorpus().size());
    QVERIFY(!plan->entries.constFirst().isLeft() && plan->entries.constLast().isLeft());
}

void TestRedactionCorpus::noneIsLeft_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < secretCorpus().size(); ++i)
        QTest::newRow(secretCorpus().at(i).name.constData()) << i;
}

void TestRedactionCorpus::noneIsLeft()
{
    QFETCH(int, index);
    const CorpusRow &row = secretCorpus().at(index);
    // The search finds what it looks for.
    QVERIFY(leftIn(m_recorded, row.secret).size() >= 4);
    ++m_searched;
    QByteArrayList left;
    const auto look = [&](const char *format, const QByteArray &bytes) {
        ++m_exports;
        for (const QByteArray &place : leftIn(bytes, row.secret))
            left.append(QByteArray(format) + ": " + place);
    };
    look("wirewise", m_copy);
    const session::SessionContent &content = m_hidden->checks().at(index);
    const qsizetype count = m_sessions.at(index).messages.size();
    const report::Case exported{{content.observation, content.diagnosis},
                                content.info.name,
                                content.info.notes,
                                content.info.writtenBy,
                                content.connections,
                                count};
    const auto pages = [&](qint64 first, qint64) {
        return first > count ? QList<observation::Message>()
                             : m_hidden->messages(index * count + first, count - first + 1);
    };
    for (const report::FormatFacts &facts : report::exportFormats()) {
        QBuffer out;
        QVERIFY(out.open(QIODevice::WriteOnly));
        report::ExportChoice choice;
        choice.redactor = &m_hidden->redactor();
        QVERIFY(report::write(facts.format, exported, pages, choice, out));
        QVERIFY2(!out.data().isEmpty(), facts.word);
        look(facts.word, out.data());
    }
    m_left += left.isEmpty() ? 0 : 1;
    QVERIFY2(left.isEmpty(), left.join("\n    ").constData());
}

void TestRedactionCorpus::copyJudgesTheSame()
{
    const auto again = session::SessionFile::readAll(m_folder.filePath(QStringLiteral("copy.wirewise")));
    QVERIFY(again);
    QCOMPARE(again->size(), m_sessions.size());
    for (qsizetype i = 0; i < again->size(); ++i) {
        const QByteArray primary = diagnosis::diagnose(m_sessions.at(i).seen).primary().id;
        QCOMPARE(again->at(i).diagnosis.primary().id, primary);
        QCOMPARE(diagnosis::diagnose(again->at(i).observation).primary().id, primary);
    }
}

void TestRedactionCorpus::cleanupTestCase()
{
    qInfo("%d secrets looked for in %d files: %d found, %d missed", m_searched, m_exports,
          m_searched - m_left, m_left);
}

QTEST_GUILESS_MAIN(TestRedactionCorpus)
#include "test_redaction_corpus.moc"
