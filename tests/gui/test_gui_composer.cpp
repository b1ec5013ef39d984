#include "gui/application.h"
#include "gui/composer.h"
#include "gui/widgets/elidedlabel.h"
#include "gui/widgets/segmentedcontrol.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

using namespace wirewise;
using gui::Composer;
using gui::MessageTemplates;

/// Writing messages: templates, values, remarks, files, repeating.
class TestGuiComposer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void remarkSaysWhere_data();
    void remarkSaysWhere();
    void invalidJsonIsSent();
    void valuesAreAskedFor();
    void unknownNamesGoOutAsWritten();
    void valuesNeverReachTheSettings();
    void ownTemplatesAreKept();
    void dialectOffersTemplates();
    void keysTakeTemplates();
    void fileBecomesAMessage();
    void repeatsSoManyTimes();
    void repeatingStopsWithTheConnection();
    void messageIsEditedAgain();
    void messageIsCutIntoFrames_data();
    void messageIsCutIntoFrames();
    void wrongPlacesAreExplained();
    void frameIsWrittenByItsParts();
    void bytesSayWhatThePartsAre();
    void brokenRuleIsNamed_data();
    void brokenRuleIsNamed();
    void openMessageWantsAContinuation();
    void compressionGivesTheBitAMeaning();

private:
    /// A composer with a connection and settings of its own.
    struct Bench
    {
        Bench()
            : settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat)
        {
            composer.resize(1200, 134);
            composer.setSettings(&settings);
            composer.setOpen(true);
            composer.show();
        }
        template<typename Widget = QWidget>
        Widget *part(const char *name)
        {
            return composer.findChild<Widget *>(QLatin1String(name));
        }
        QPlainTextEdit *edit() { return part<QPlainTextEdit>("composerEdit"); }
        QString remark() { return part<gui::ElidedLabel>("composerRemark")->text(); }
        MessageTemplates *templates() { return part<MessageTemplates>("templateList"); }
        void sendByKey() { QTest::keyClick(edit(), Qt::Key_Return, Qt::ControlModifier); }

        QTemporaryDir folder;
        QSettings settings;
        Composer composer;
    };
};

void TestGuiComposer::initTestCase()
{
    gui::setUpApplication(*qobject_cast<QApplication *>(QCoreApplication::instance()));
}

void TestGuiComposer::remarkSaysWhere_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("remark");
    QTest::newRow("text") << QStringLiteral("hello") << QStringLiteral("5 bytes");
    QTest::newRow("valid") << QStringLiteral("{\"a\": 1}") << QStringLiteral("Valid JSON, 8 bytes");
    QTest::newRow("line") << QStringLiteral("{\"a\": 1,\n \"é\": x}")
                          << QStringLiteral("Invalid JSON, line 2, column 7");
    QTest::newRow("names are values") << QStringLiteral("{\"a\": {{n}}, \"b\": \"{{s}}\"}")
                                      << QStringLiteral("Valid JSON, 26 bytes with n without a value");
    QTest::newRow("SignalR") << QStringLiteral("{\"type\":6}{{RS}}")
                             << QStringLiteral("Valid JSON, 11 bytes");
}

void TestGuiComposer::remarkSaysWhere()
{
    QFETCH(QString, typed);
    QFETCH(QString, remark);
    Bench bench;
    bench.edit()->setPlainText(typed);
    QVERIFY2(bench.remark().startsWith(remark), qPrintable(bench.remark()));
    QCOMPARE(bench.edit()->extraSelections().size(), remark.startsWith(QStringLiteral("Invalid")) ? 1 : 0);
}

void TestGuiComposer::invalidJsonIsSent()
{
    Bench bench;
    QSignalSpy sent(&bench.composer, &Composer::textReady);
    bench.edit()->setPlainText(QStringLiteral("{broken"));
    QVERIFY(bench.remark().startsWith(QStringLiteral("Invalid JSON")));
    bench.sendByKey();
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent.constFirst().constFirst().toByteArray(), QByteArray("{broken"));
}

void TestGuiComposer::valuesAreAskedFor()
{
    Bench bench;
    QSignalSpy sent(&bench.composer, &Composer::textReady);
    bench.edit()->setPlainText(QStringLiteral("{\"subscribe\": \"{{call_id}}\"}"));
    bench.sendByKey();
    QCOMPARE(sent.size(), 0);
    auto *field = bench.part<QLineEdit>("value_call_id");
    QVERIFY(field && field->isVisible());
    QTest::keyClicks(field, QStringLiteral("EL_1"));
    QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent.constFirst().constFirst().toByteArray(), QByteArray("{\"subscribe\": \"EL_1\"}"));
    QVERIFY(!bench.part("variableRow")->isVisible());
    QVERIFY(bench.remark().endsWith(QStringLiteral("call_id = EL_1")));
    // Known now, for the session.
    bench.sendByKey();
    QCOMPARE(sent.size(), 2);
    bench.composer.beginSession();
    bench.sendByKey();
    QCOMPARE(sent.size(), 2);
}

void TestGuiComposer::unknownNamesGoOutAsWritten()
{
    Bench bench;
    QSignalSpy sent(&bench.composer, &Composer::textReady);
    bench.edit()->setPlainText(QStringLiteral("{{name}} and {{LF}}"));
    bench.sendByKey();
    QCOMPARE(sent.size(), 0);
    bench.sendByKey();
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent.constFirst().constFirst().toByteArray(), QByteArray("{{name}} and \n"));
}

void TestGuiComposer::valuesNeverReachTheSettings()
{
    Bench bench;
    bench.edit()->setPlainText(QStringLiteral("{\"token\": \"{{token}}\"}"));
    bench.sendByKey();
    bench.part<QLineEdit>("value_token")->setText(QStringLiteral("s3cret-value"));
    bench.part<QToolButton>("addTemplateButton")->click();
    bench.settings.sync();
    QFile file(bench.settings.fileName());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray kept = file.readAll();
    QVERIFY(kept.contains("{{token}}"));
    QVERIFY(!kept.contains("s3cret-value"));
}

void TestGuiComposer::ownTemplatesAreKept()
{
    Bench bench;
    bench.edit()->setPlainText(QStringLiteral("one"));
    bench.part<QToolButton>("addTemplateButton")->click();
    bench.templates()->rename(0, QStringLiteral("First"));
    bench.composer.setKind(Composer::Kind::Binary);
    bench.edit()->setPlainText(QStringLiteral("c0 00"));
    bench.part<QToolButton>("addTemplateButton")->click();
    MessageTemplates again;
    again.setSettings(&bench.settings);
    QCOMPARE(again.entries().size(), 2);
    QCOMPARE(again.entries().at(0).name, QStringLiteral("First"));
    QCOMPARE(again.entries().at(0).text, QStringLiteral("one"));
    QCOMPARE(again.entries().at(1).opcode, wire::Opcode::Binary);
    again.setCurrentRow(0);
    QTest::keyClick(&again, Qt::Key_Delete);
    QCOMPARE(again.entries().size(), 1);
    again.setSettings(&bench.settings);
    QCOMPARE(again.entries().size(), 1);
    QCOMPARE(again.entries().constFirst().text, QStringLiteral("c0 00"));
}

void TestGuiComposer::dialectOffersTemplates()
{
    Bench bench;
    bench.composer.setDialect(wire::Dialect::Mqtt);
    const auto offered = wire::decoderOf(wire::Dialect::Mqtt)->templates;
    QCOMPARE(bench.templates()->entries().size(), static_cast<qsizetype>(offered.size()));
    QSignalSpy sent(&bench.composer, &Composer::binaryReady);
    bench.composer.useTemplate(0);
    QCOMPARE(bench.composer.kind(), Composer::Kind::Binary);
    bench.sendByKey();
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent.constFirst().constFirst().toByteArray(), QByteArray::fromHex(offered.front().payload));
    // It stands before one's own.
    bench.composer.setKind(Composer::Kind::Text);
    bench.edit()->setPlainText(QStringLiteral("mine"));
    bench.part<QToolButton>("addTemplateButton")->click();
    QCOMPARE(bench.templates()->entries().size(), static_cast<qsizetype>(offered.size()) + 1);
    QVERIFY(!bench.templates()->entries().constFirst().isOwn);
    QCOMPARE(bench.templates()->entries().constLast().text, QStringLiteral("mine"));
    bench.edit()->setPlainText(QStringLiteral("changed"));
    Q_EMIT bench.templates()->replaceRequested(static_cast<int>(offered.size()));
    Q_EMIT bench.templates()->replaceRequested(0); // not one's own: stays
    QCOMPARE(bench.templates()->entries().constLast().text, QStringLiteral("changed"));
    QCOMPARE(bench.templates()->entries().constFirst().text, QString::fromUtf8(offered.front().payload));
    MessageTemplates again;
    again.setSettings(&bench.settings);
    QCOMPARE(again.entries().size(), 1);
    QCOMPARE(again.entries().constFirst().text, QStringLiteral("changed"));
    bench.templates()->remove(static_cast<int>(offered.size()));
    // What a protocol offers cannot be removed.
    bench.templates()->remove(0);
    QCOMPARE(bench.templates()->entries().size(), static_cast<qsizetype>(offered.size()));
    bench.composer.setDialect(wire::Dialect::Unknown);
    QVERIFY(bench.templates()->entries().isEmpty());
}

void TestGuiComposer::keysTakeTemplates()
{
    Bench bench;
    bench.composer.setDialect(wire::Dialect::SocketIo);
    QTest::keyClick(bench.edit(), Qt::Key_2, Qt::AltModifier);
    QCOMPARE(bench.edit()->toPlainText(), bench.templates()->entries().at(1).text);
    QTest::keyClick(bench.edit(), Qt::Key_9, Qt::AltModifier);
    QCOMPARE(bench.edit()->toPlainText(), bench.templates()->entries().at(1).text);
    bench.edit()->undo();
    QVERIFY(bench.edit()->toPlainText().isEmpty());
}

void TestGuiComposer::fileBecomesAMessage()
{
    Bench bench;
    const QString path = bench.folder.filePath(QStringLiteral("bytes.bin"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray("\x00\x01\xff", 3));
    file.close();
    QSignalSpy sent(&bench.composer, &Composer::binaryReady);
    QVERIFY(bench.composer.takeFile(path));
    QCOMPARE(bench.remark(), QStringLiteral("bytes.bin, 3 bytes"));
    bench.part<QPushButton>("sendButton")->click();
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent.constFirst().constFirst().toByteArray(), QByteArray("\x00\x01\xff", 3));
    QVERIFY(!bench.composer.takeFile(bench.folder.filePath(QStringLiteral("none"))));
    QVERIFY(bench.remark().startsWith(QStringLiteral("none cannot be read")));
    QVERIFY(!bench.part("sendButton")->isEnabled());
}

void TestGuiComposer::repeatsSoManyTimes()
{
    Bench bench;
    QSignalSpy sent(&bench.composer, &Composer::textReady);
    bench.edit()->setPlainText(QStringLiteral("again"));
    bench.composer.startRepeating(1, 5);
    bench.edit()->setPlainText(QStringLiteral("another")); // what was begun goes on unchanged
    QTRY_COMPARE(sent.size(), 5);
    QVERIFY(!bench.composer.isRepeating());
    for (const QList<QVariant> &one : sent)
        QCOMPARE(one.constFirst().toByteArray(), QByteArray("again"));
    bench.composer.startRepeating(1, 0);
    QTRY_VERIFY(sent.size() > 8);
    QVERIFY(bench.part<QPushButton>("repeatButton")->text().startsWith(QStringLiteral("Stop")));
    bench.part<QPushButton>("repeatButton")->click();
    QVERIFY(!bench.composer.isRepeating());
    QCOMPARE(bench.part<QPushButton>("repeatButton")->text(), QStringLiteral("Repeat"));
}

void TestGuiComposer::repeatingStopsWithTheConnection()
{
    Bench bench;
    bench.edit()->setPlainText(QStringLiteral("again"));
    bench.composer.startRepeating(1000, 0);
    QVERIFY(bench.composer.isRepeating());
    bench.composer.setOpen(false);
    QVERIFY(!bench.composer.isRepeating());
    bench.composer.startRepeating(1000, 0);
    QVERIFY(!bench.composer.isRepeating());
}

void TestGuiComposer::messageIsEditedAgain()
{
    Bench bench;
    observation::Message message;
    message.opcode = wire::Opcode::Binary;
    message.payload = QByteArray::fromHex("1a45df");
    bench.composer.edit(message);
    QCOMPARE(bench.composer.kind(), Composer::Kind::Binary);
    QCOMPARE(bench.edit()->toPlainText(), QStringLiteral("1a 45 df"));
    message.opcode = wire::Opcode::Text;
    message.payload = "{\"a\": \"é\"}";
    bench.composer.edit(message);
    QCOMPARE(bench.composer.kind(), Composer::Kind::Text);
    QCOMPARE(bench.edit()->toPlainText().toUtf8(), message.payload);
}

void TestGuiComposer::messageIsCutIntoFrames_data()
{
    QTest::addColumn<int>("where");
    QTest::addColumn<QString>("places");
    QTest::addColumn<QList<qsizetype>>("cuts");
    QTest::newRow("every") << 1 << QStringLiteral("3") << QList<qsizetype>{3, 6, 9};
    QTest::newRow("every, to the end") << 1 << QStringLiteral("5") << QList<qsizetype>{5};
    QTest::newRow("at") << 2 << QStringLiteral("1, 2 9") << QList<qsizetype>{1, 2, 9};
    QTest::newRow("at its end") << 2 << QStringLiteral("10") << QList<qsizetype>{10};
}

void TestGuiComposer::messageIsCutIntoFrames()
{
    QFETCH(int, where);
    QFETCH(QString, places);
    QFETCH(QList<qsizetype>, cuts);
    Bench bench;
    QSignalSpy sent(&bench.composer, &Composer::piecesReady);
    bench.edit()->setPlainText(QStringLiteral("0123456789"));
    bench.part<gui::SegmentedControl>("fragmentWhere")->setCurrentIndex(where);
    bench.part<QLineEdit>("fragmentPlaces")->setText(places);
    bench.part<QCheckBox>("fragmentPings")->setChecked(true);
    QCOMPARE(bench.part<QPushButton>("fragmentButton")->text(),
             QStringLiteral("%1 frames").arg(cuts.size() + 1));
    bench.sendByKey();
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent.constFirst().at(0).value<wire::Opcode>(), wire::Opcode::Text);
    QCOMPARE(sent.constFirst().at(1).toByteArray(), QByteArray("0123456789"));
    QCOMPARE(sent.constFirst().at(2).value<QList<qsizetype>>(), cuts);
    QVERIFY(sent.constFirst().at(3).toBool());
    // Whole again.
    QSignalSpy whole(&bench.composer, &Composer::textReady);
    bench.part<gui::SegmentedControl>("fragmentWhere")->setCurrentIndex(0);
    QCOMPARE(bench.part<QPushButton>("fragmentButton")->text(), QStringLiteral("Whole"));
    bench.sendByKey();
    QCOMPARE(whole.size(), 1);
}

void TestGuiComposer::wrongPlacesAreExplained()
{
    Bench bench;
    bench.edit()->setPlainText(QStringLiteral("0123456789"));
    auto *where = bench.part<gui::SegmentedControl>("fragmentWhere");
    auto *places = bench.part<QLineEdit>("fragmentPlaces");
    where->setCurrentIndex(2);
    places->setText(QStringLiteral("11"));
    QCOMPARE(bench.remark(), QStringLiteral("The message ends at byte 10, before 11."));
    QVERIFY(!bench.part("sendButton")->isEnabled());
    places->setText(QStringLiteral("5, 3"));
    QVERIFY(!bench.part("sendButton")->isEnabled());
    where->setCurrentIndex(1);
    places->setText(QStringLiteral("0"));
    QVERIFY(!bench.part("sendButton")->isEnabled());
    places->setText(QStringLiteral("4"));
    QVERIFY(bench.part("sendButton")->isEnabled());
}

void TestGuiComposer::frameIsWrittenByItsParts()
{
    Bench bench;
    QSignalSpy sent(&bench.composer, &Composer::bytesReady);
    bench.composer.setKind(Composer::Kind::Frame);
    bench.part<QComboBox>("frameOpcode")->setCurrentIndex(2);
    bench.part<QCheckBox>("frameFin")->setChecked(false);
    bench.part<QCheckBox>("frameRsv2")->setChecked(true);
    bench.part<QCheckBox>("frameMasked")->setChecked(false);
    bench.part<gui::SegmentedControl>("framePayloadKind")->setCurrentIndex(1);
    bench.part<QLineEdit>("framePayload")->setText(QStringLiteral("c0ff"));
    QCOMPARE(bench.part<QLineEdit>("frameBytes")->text(), QStringLiteral("22 02 c0 ff"));
    bench.part<QLineEdit>("frameStated")->setText(QStringLiteral("300"));
    QCOMPARE(bench.part<QLineEdit>("frameBytes")->text(), QStringLiteral("22 7e 01 2c c0 ff"));
    bench.part<QComboBox>("frameLengthBits")->setCurrentIndex(2);
    bench.part<QLineEdit>("frameStated")->clear();
    bench.part<QPushButton>("sendButton")->click();
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent.constFirst().constFirst().toByteArray().toHex(), QByteArray("227f0000000000000002c0ff"));
    bench.part<QLineEdit>("framePayload")->setText(QStringLiteral("c"));
    QVERIFY(!bench.part("sendButton")->isEnabled());
}

void TestGuiComposer::bytesSayWhatThePartsAre()
{
    Bench bench;
    bench.composer.setKind(Composer::Kind::Frame);
    auto *bytes = bench.part<QLineEdit>("frameBytes");
    bytes->setText(QStringLiteral("c9 85 00 00 00 00 68 65 6c 6c 6f"));
    QCOMPARE(bench.part<QComboBox>("frameOpcode")->currentIndex(), 9);
    QVERIFY(bench.part<QCheckBox>("frameRsv1")->isChecked());
    QVERIFY(bench.part<QCheckBox>("frameMasked")->isChecked());
    QCOMPARE(bench.part<QLineEdit>("framePayload")->text(), QStringLiteral("hello"));
    // What is no frame goes out as it stands.
    QSignalSpy sent(&bench.composer, &Composer::bytesReady);
    bytes->setText(QStringLiteral("ff"));
    QCOMPARE(bytes->text(), QStringLiteral("ff"));
    bench.part<QPushButton>("sendButton")->click();
    QCOMPARE(sent.constFirst().constFirst().toByteArray(), QByteArray("\xff"));
    bytes->setText(QStringLiteral("f"));
    QVERIFY(!bench.part("sendButton")->isEnabled());
    observation::Message typed;
    typed.opcode = wire::Opcode::Binary;
    typed.frames = 0;
    typed.payload = QByteArray::fromHex("8a00");
    bench.composer.edit(typed);
    QCOMPARE(bench.composer.kind(), Composer::Kind::Frame);
    QCOMPARE(bench.part<QComboBox>("frameOpcode")->currentIndex(), 10);
}

void TestGuiComposer::brokenRuleIsNamed_data()
{
    QTest::addColumn<QString>("bytes");
    QTest::addColumn<QString>("remark");
    QTest::addColumn<QString>("rule");
    const auto row = [](const char *bytes, const char *remark, const char *rule) {
        QTest::newRow(bytes) << QString::fromLatin1(bytes) << QString::fromLatin1(remark)
                             << QString::fromLatin1(rule);
    };
    row("89 80 00 00 00 00", "6 bytes", "Keeps to RFC 6455.");
    row("89 00", "2 bytes, against RFC 6455 section 5.1",
        "A client masks every frame. A correct server closes with 1002.");
    row("83 80 00 00 00 00", "6 bytes, against RFC 6455 section 5.2",
        "The opcodes 3 to 7 and B to F are reserved. A correct server closes with 1002.");
    row("81 81 00 00 00 00 ff", "7 bytes, against RFC 6455 section 8.1",
        "A text message is UTF-8. A correct server closes with 1007.");
    row("81 85 00 00 00 00 61", "7 bytes",
        "The head says 5 bytes, the payload has 1 byte: the server waits for the rest.");
    row("01 81 00 00 00 00 61", "7 bytes", "Keeps to RFC 6455. The message goes on until a frame with FIN.");
    row("89", "1 byte", "This is not a whole head of a frame: the server waits for the rest.");
}

void TestGuiComposer::brokenRuleIsNamed()
{
    QFETCH(QString, bytes);
    Bench bench;
    bench.composer.setKind(Composer::Kind::Frame);
    bench.part<QLineEdit>("frameBytes")->setText(bytes);
    QTEST(bench.remark(), "remark");
    QTEST(bench.part<gui::ElidedLabel>("frameRule")->text(), "rule");
    QVERIFY(bench.part("sendButton")->isEnabled());
}

void TestGuiComposer::openMessageWantsAContinuation()
{
    Bench bench;
    bench.composer.setKind(Composer::Kind::Frame);
    auto *bytes = bench.part<QLineEdit>("frameBytes");
    const QString end = QStringLiteral("80 81 00 00 00 00 62");
    bytes->setText(end);
    QVERIFY(bench.remark().contains(QStringLiteral("5.4")));
    bytes->setText(QStringLiteral("01 81 00 00 00 00 61"));
    bench.part<QPushButton>("sendButton")->click();
    bytes->setText(end);
    QCOMPARE(bench.remark(), QStringLiteral("7 bytes"));
    bench.part<QPushButton>("sendButton")->click();
    QVERIFY(bench.remark().contains(QStringLiteral("5.4")));
}

void TestGuiComposer::compressionGivesTheBitAMeaning()
{
    Bench bench;
    bench.composer.setKind(Composer::Kind::Frame);
    // RFC 7692 section 7.2.3.1: "Hello", compressed
    bench.part<QLineEdit>("frameBytes")->setText(QStringLiteral("c1 87 00 00 00 00 f2 48 cd c9 c9 07 00"));
    QVERIFY(bench.remark().contains(QStringLiteral("5.2")));
    bench.composer.setDeflate(wire::DeflateAgreement());
    QCOMPARE(bench.remark(), QStringLiteral("13 bytes"));
}

QTEST_MAIN(TestGuiComposer)
#include "test_gui_composer.moc"
