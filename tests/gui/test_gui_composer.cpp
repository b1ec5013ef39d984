#include "gui/application.h"
#include "gui/composer.h"
#include "gui/widgets/elidedlabel.h"

#include <QApplication>
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

QTEST_MAIN(TestGuiComposer)
#include "test_gui_composer.moc"
