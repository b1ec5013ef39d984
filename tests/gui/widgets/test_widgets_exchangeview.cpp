#include "gui/widgets/exchangeview.h"
#include "gui/widgets/theme.h"
#include "samples.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace wirewise;
using namespace wirewise::gui;
using Mode = ExchangeView::Mode;

namespace {

QList<ByteSection> sections()
{
    const diagnosis::Finding finding = samples::noSupport();
    return sectionsOf(samples::refusedUpgrade(), &finding);
}

QList<ByteSection> receiving(const QByteArray &bytes)
{
    QList<ByteSection> all = sections();
    all[1].bytes = bytes;
    all[1].head = 0;
    all[1].evidence.clear();
    all[1].lines.clear();
    return all;
}

/// The accessible names of everything in view.
QStringList rowsInView(ExchangeView &view)
{
    QStringList rows;
    const QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&view);
    for (int row = 0; row < view.accessibleRowCount(); ++row)
        rows.append(list->child(row)->text(QAccessible::Name));
    return rows;
}

bool showsColour(QWidget &widget, Token token)
{
    const QImage image = widget.grab().toImage();
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y).rgb() == colour(token).rgb())
                return true;
        }
    }
    return false;
}

} // namespace

class TestWidgetsExchangeView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }

    void linesAreReadOutWithOffsetAndEvidence()
    {
        ExchangeView view;
        view.resize(700, 600);
        view.setSections(sections());
        view.show();
        const QStringList rows = rowsInView(view);
        QCOMPARE(
            rows.at(0),
            QStringLiteral("Sent, %1 bytes, TLS 1.3 to 203.0.113.24:443").arg(sections().at(0).bytes.size()));
        QVERIFY(rows.contains(QStringLiteral("0: HTTP/1.1 404 Not Found, evidence 1")));
        QVERIFY(rows.contains(QStringLiteral("78: {\"detail\":\"Not Found\"}, evidence 2")));
        view.setNotesShown(true);
        QVERIFY(rowsInView(view).contains(
            QStringLiteral("0: HTTP/1.1 404 Not Found, evidence 1, Not what the handshake requires")));
    }

    void evidenceScrollsIntoView_data()
    {
        QTest::addColumn<Mode>("mode");
        QTest::newRow("text") << Mode::Text;
        QTest::newRow("hex") << Mode::Hex;
        QTest::newRow("both") << Mode::Both;
    }

    void evidenceScrollsIntoView()
    {
        QFETCH(Mode, mode);
        ExchangeView view;
        view.resize(900, 150);
        view.setMode(mode);
        view.setSections(sections());
        view.show();
        QVERIFY(view.showEvidence(2));
        QCOMPARE(view.currentEvidence(), 2);
        const QStringList rows = rowsInView(view);
        QVERIFY(!rows.filter(QStringLiteral("evidence 2")).isEmpty());
        // The headings stay.
        QVERIFY(rows.at(0).startsWith(u"Sent"));
        QVERIFY(!rows.filter(QStringLiteral("Received, ")).isEmpty());
        QVERIFY(showsColour(view, Token::Evidence));
        QVERIFY(showsColour(view, Token::Badge));
        QVERIFY(!view.showEvidence(3));
        QCOMPARE(view.currentEvidence(), 0);
    }

    void keysStepThroughEvidenceAndModes()
    {
        ExchangeView view;
        view.resize(700, 300);
        view.setSections(sections());
        view.show();
        QSignalSpy activated(&view, &ExchangeView::evidenceActivated);
        QSignalSpy mode(&view, &ExchangeView::modeChanged);
        QTest::keyClick(&view, Qt::Key_N);
        QTest::keyClick(&view, Qt::Key_N);
        QTest::keyClick(&view, Qt::Key_N);
        QTest::keyClick(&view, Qt::Key_P);
        QCOMPARE(activated.count(), 4);
        QCOMPARE(activated.at(0).at(0).toInt(), 1);
        QCOMPARE(activated.at(1).at(0).toInt(), 2);
        QCOMPARE(activated.at(2).at(0).toInt(), 1);
        QCOMPARE(activated.at(3).at(0).toInt(), 2);
        QTest::keyClick(&view, Qt::Key_H);
        QCOMPARE(view.mode(), Mode::Hex);
        QTest::keyClick(&view, Qt::Key_B);
        QCOMPARE(view.mode(), Mode::Both);
        QTest::keyClick(&view, Qt::Key_T);
        QCOMPARE(view.mode(), Mode::Text);
        QCOMPARE(mode.count(), 3);
    }

    void selectionIsOneInTextAndHex()
    {
        ExchangeView view;
        view.resize(900, 500);
        view.setSections(sections());
        view.show();
        QSignalSpy changed(&view, &ExchangeView::selectionChanged);
        view.setSelection({1, {9, 3}});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(view.selectedBytes(), QByteArray("404"));
        view.copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("404"));
        view.setMode(Mode::Hex);
        QCOMPARE(view.selectedBytes(), QByteArray("404"));
        view.copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("34 30 34"));
        QVERIFY(showsColour(view, Token::Sel));
        view.setSelection({7, {0, 1}});
        QCOMPARE(view.selection().section, -1);
        view.setSelection({1, {90, 10000}});
        QCOMPARE(view.selection().range.end(), qint64(100));
    }

    void arrowKeysMoveTheCaretAndSelect()
    {
        ExchangeView view;
        view.resize(900, 500);
        view.setSections(sections());
        view.show();
        view.setSelection({1, {0, 0}});
        for (int step = 0; step < 4; ++step)
            QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(view.selectedBytes(), QByteArray("HTTP"));
        QTest::keyClick(&view, Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(view.selectedBytes(), QByteArray("HTTP/1.1 404 Not Found\r\ncont"));
        QTest::keyClick(&view, Qt::Key_Home);
        QVERIFY(view.selectedBytes().isEmpty());
        QTest::keyClick(&view, Qt::Key_End, Qt::ShiftModifier);
        QCOMPARE(view.selectedBytes(), QByteArray("content-type: application/json"));
        QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(view.selectedBytes(), sections().at(1).bytes);
        QTest::keyClick(&view, Qt::Key_Home, Qt::ControlModifier);
        // Up from the first line leads into the section above.
        QTest::keyClick(&view, Qt::Key_Up);
        QCOMPARE(view.selection().section, 0);
    }

    void mouseSelectsBytesAndWords()
    {
        ExchangeView view;
        view.resize(900, 500);
        view.setSections(sections());
        view.show();
        // The third line of what was sent begins at its offset in the accessible rectangle.
        const QRect line = view.accessibleCellRect(3, 0);
        const QPoint from(line.left() + 90, line.center().y());
        QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, from);
        QCOMPARE(view.selectedBytes(), QByteArray("Connection"));
        QTest::mousePress(view.viewport(), Qt::LeftButton, {}, from);
        QTest::mouseMove(view.viewport(), from + QPoint(0, 3 * line.height()));
        QVERIFY(view.selectedBytes().contains("Upgrade: websocket\r\n"));
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, from);
    }

    void findGoesRoundAndIgnoresCase()
    {
        ExchangeView view;
        view.resize(900, 200);
        view.setSections(sections());
        view.show();
        QVERIFY(view.find("CONTENT-"));
        QCOMPARE(view.selection(), (ExchangeView::Place{1, {24, 8}}));
        QVERIFY(view.findNext());
        QCOMPARE(view.selection().range.offset, qint64(56));
        QVERIFY(view.findNext());
        QCOMPARE(view.selection().range.offset, qint64(24));
        QVERIFY(view.findNext(true));
        QCOMPARE(view.selection().range.offset, qint64(56));
        QVERIFY(!view.find("no such bytes"));
        QCOMPARE(view.selection().range.offset, qint64(56));
        QVERIFY(view.find("websocket"));
        QCOMPARE(view.selection().section, 0);
        QVERIFY(!view.find({}));
    }

    void bytesThatArriveKeepThePlace()
    {
        ExchangeView view;
        view.resize(700, 150);
        view.setSections(receiving("HTTP/1.1 200 OK\r\n"));
        view.show();
        view.setSelection({1, {0, 4}});
        view.verticalScrollBar()->setValue(20);
        view.setSections(receiving("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n"));
        QCOMPARE(view.selectedBytes(), QByteArray("HTTP"));
        QCOMPARE(view.verticalScrollBar()->value(), 20);
        view.setSections(receiving("other bytes"));
        QCOMPARE(view.selection().section, -1);
        QCOMPARE(view.verticalScrollBar()->value(), 0);
    }

    void anythingCanBeShown_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("8 MiB in one line") << QByteArray(8 * 1024 * 1024, 'x');
        QTest::newRow("8 MiB of line ends") << QByteArray(8 * 1024 * 1024, '\n');
        QTest::newRow("8 MiB of zero bytes") << QByteArray(8 * 1024 * 1024, '\0');
        QTest::newRow("marks on marks") << QByteArray("\xcc\x81").repeated(3000);
        QTest::newRow("markup and terminal") << QByteArray("<img src=x><script>\x1b[2J\xe2\x80\xae");
        QByteArray all;
        for (int byte = 0; byte < 256; ++byte)
            all += char(byte);
        QTest::newRow("every byte") << all;
    }

    void anythingCanBeShown()
    {
        QFETCH(QByteArray, bytes);
        ExchangeView view;
        view.resize(640, 400);
        view.setSections(receiving(bytes));
        view.show();
        for (const Mode mode : {Mode::Text, Mode::Hex, Mode::Both}) {
            view.setMode(mode);
            view.scrollTo({1, {bytes.size() - 1, 1}});
            QVERIFY(view.accessibleRowCount() < 60);
            QVERIFY(!view.grab().isNull());
        }
        view.resize(200, 100);
        QVERIFY(!view.grab().isNull());
        QTest::keyClick(&view, Qt::Key_PageDown);
        QTest::keyClick(&view, Qt::Key_End, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!view.grab().isNull());
    }

    void lineEndsCanBeHidden()
    {
        ExchangeView view;
        view.resize(300, 600);
        view.setSections(sections());
        const int with = view.contentHeight();
        view.setLineEndsShown(false);
        QVERIFY(!view.lineEndsShown());
        QVERIFY(view.contentHeight() <= with);
    }

    void evidenceIsALinkForAssistiveTechnology()
    {
        ExchangeView view;
        view.resize(700, 600);
        view.setSections(sections());
        view.show();
        const auto row = static_cast<int>(
            rowsInView(view).indexOf(QStringLiteral("0: HTTP/1.1 404 Not Found, evidence 1")));
        QSignalSpy activated(&view, &ExchangeView::evidenceActivated);
        QAccessible::queryAccessibleInterface(&view)->child(row)->actionInterface()->doAction(
            QAccessibleActionInterface::pressAction());
        QCOMPARE(activated.count(), 1);
        QCOMPARE(view.currentEvidence(), 1);
    }

    void badgeIsALinkForTheMouse()
    {
        ExchangeView view;
        view.resize(700, 600);
        view.setSections(sections());
        view.show();
        const auto row = static_cast<int>(
            rowsInView(view).indexOf(QStringLiteral("78: {\"detail\":\"Not Found\"}, evidence 2")));
        QSignalSpy activated(&view, &ExchangeView::evidenceActivated);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                          view.accessibleCellRect(row, 0).topLeft() + QPoint(57, 9));
        QCOMPARE(activated.takeFirst().at(0).toInt(), 2);
    }
};

QTEST_MAIN(TestWidgetsExchangeView)
#include "test_widgets_exchangeview.moc"
