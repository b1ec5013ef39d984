#include "gui/widgets/causelist.h"
#include "gui/widgets/elidedlabel.h"
#include "gui/widgets/evidencelist.h"
#include "gui/widgets/phasebar.h"
#include "gui/widgets/progressring.h"
#include "gui/widgets/proselabel.h"
#include "gui/widgets/segmentedcontrol.h"
#include "gui/widgets/snippetview.h"
#include "gui/widgets/theme.h"
#include "gui/widgets/verdictbanner.h"
#include "gui/widgets/wirestyle.h"
#include "samples.h"

#include <QAccessible>
#include <QClipboard>
#include <QFocusFrame>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace wirewise;
using namespace wirewise::gui;
using diagnosis::Verdict;

class TestWidgetsControls : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }
    void cleanup()
    {
        Theme::instance().setTextSize(100);
        Theme::instance().setReducedMotion(false);
    }

    void bannerSaysWhatTheDiagnosisSays_data()
    {
        QTest::addColumn<Verdict>("verdict");
        QTest::addColumn<double>("confidence");
        QTest::addColumn<BannerContent::Kind>("kind");
        QTest::newRow("works") << Verdict::Works << 1.0 << BannerContent::Kind::Works;
        QTest::newRow("warns") << Verdict::WorksWithWarnings << 1.0 << BannerContent::Kind::Warns;
        QTest::newRow("fails") << Verdict::Fails << 0.86 << BannerContent::Kind::Fails;
        QTest::newRow("not sure") << Verdict::Fails << 0.4 << BannerContent::Kind::Unsure;
        QTest::newRow("not checked") << Verdict::NotChecked << 1.0 << BannerContent::Kind::Stopped;
    }

    void bannerSaysWhatTheDiagnosisSays()
    {
        QFETCH(Verdict, verdict);
        QFETCH(double, confidence);
        diagnosis::Diagnosis diagnosis = samples::judged(verdict, "upgrade.x");
        diagnosis.findings[0].confidence = confidence;
        const observation::Observation observation = samples::observed({samples::refusedUpgrade()});
        const BannerContent content = bannerFor(observation, diagnosis, observation.startedAt);
        QTEST(content.kind, "kind");
        QCOMPARE(content.title, diagnosis.primary().title);
        QCOMPARE(content.checked, QStringLiteral("Checked today 09:14:07, took 2.9 s"));
    }

    void offlineIsNotHeldAgainstTheServer()
    {
        observation::Observation observation = samples::observed({samples::refusedUpgrade()});
        observation.offline = true;
        QCOMPARE(bannerFor(observation, samples::judged(Verdict::Fails, "tcp.unreachable"), {}).kind,
                 BannerContent::Kind::Offline);
    }

    void bannerHasThreeForms()
    {
        VerdictBanner banner;
        BannerContent content;
        content.kind = BannerContent::Kind::Fails;
        content.title = QStringLiteral("It <b>fails</b>.");
        content.second = QStringLiteral("Mend it in `nginx`.");
        content.findingId = "upgrade.x";
        content.confidence = 0.9;
        banner.setContent(content);
        banner.resize(1000, banner.sizeHint().height());
        QCOMPARE(banner.sizeHint().height(), 92);
        auto *title = banner.findChild<ProseLabel *>(QStringLiteral("verdictTitle"));
        QCOMPARE(title->text(), content.title); // not markup
        QVERIFY(banner.plainText().contains(u"Fails. upgrade.x. Confidence high, 0.90"));
        banner.setForm(VerdictBanner::Form::Compact);
        QCOMPARE(banner.sizeHint().height(), 66);
        banner.setForm(VerdictBanner::Form::Line);
        QCOMPARE(banner.sizeHint().height(), 36);
        QVERIFY(!banner.findChild<ProseLabel *>(QStringLiteral("verdictSecond"))->isVisibleTo(&banner));
        Theme::instance().setTextSize(150);
        QCOMPARE(banner.sizeHint().height(), 54);
    }

    void bannerIsSelectableAndItsIdCopied()
    {
        VerdictBanner banner;
        BannerContent content;
        content.title = QStringLiteral("It fails.");
        content.findingId = "upgrade.x";
        banner.setContent(content);
        banner.resize(1000, 92);
        banner.show();
        QVERIFY(QTest::qWaitForWindowActive(&banner));
        auto *title = banner.findChild<ProseLabel *>(QStringLiteral("verdictTitle"));
        title->setFocus();
        QTest::keyClick(title, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(title->selectedText(), content.title);
        QTest::keyClick(title, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), content.title);
        auto *id = banner.findChild<QWidget *>(QStringLiteral("findingId"));
        QSignalSpy activated(&banner, &VerdictBanner::idActivated);
        QTest::mouseClick(id, Qt::LeftButton, {}, QPoint(10, 8));
        QCOMPARE(activated.takeFirst().at(0).toByteArray(), QByteArray("upgrade.x"));
        QTest::mouseClick(id, Qt::LeftButton, {}, QPoint(id->width() - 8, 8));
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("upgrade.x"));
        QCOMPARE(activated.count(), 0);
    }

    void evidenceRowsAreReachedAndActivated()
    {
        EvidenceList list;
        list.setItems(evidenceItems(samples::noSupport()));
        list.resize(400, 200);
        list.show();
        QVERIFY(QTest::qWaitForWindowActive(&list));
        QCOMPARE(list.count(), 3);
        QSignalSpy activated(&list, &EvidenceList::activated);
        const QList<QWidget *> rows = list.findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
        QCOMPARE(rows.size(), 3);
        QCOMPARE(
            rows.at(1)->accessibleName(),
            QStringLiteral("Evidence 2: The body is an answer of an HTTP route. Upgrade, bytes 78 to 99"));
        rows.at(0)->setFocus();
        QTest::keyClick(rows.at(0), Qt::Key_Down);
        QTRY_VERIFY(rows.at(1)->hasFocus());
        QTest::keyClick(rows.at(1), Qt::Key_Return);
        QCOMPARE(activated.takeFirst().at(0).toInt(), 1);
        QCOMPARE(list.current(), 1);
        // Without bytes there is nothing to show.
        QTest::mouseClick(rows.at(2), Qt::LeftButton, {}, QPoint(4, 4));
        QCOMPARE(activated.count(), 0);
        QCOMPARE(rows.at(2)->focusPolicy(), Qt::NoFocus);
        list.setItems({});
        QCOMPARE(list.count(), 0);
    }

    void narrowTextsGrowInHeight()
    {
        ProseLabel label{Prose(QStringLiteral("Eight words that do not fit in one line."))};
        QVERIFY(label.heightForWidth(80) > 3 * label.heightForWidth(600));
        label.setSingleLine(true);
        QVERIFY(!label.hasHeightForWidth());
        QCOMPARE(label.accessibleName(), label.text());
    }

    void linksInProseAreReachedWithTab()
    {
        ProseLabel label{Prose(QStringLiteral("See "))
                             .addLink(QStringLiteral("one"), QStringLiteral("1"))
                             .addLink(QStringLiteral(" two"), QStringLiteral("2"))};
        label.resize(300, 40);
        label.show();
        QVERIFY(QTest::qWaitForWindowActive(&label));
        QCOMPARE(label.focusPolicy(), Qt::StrongFocus);
        label.setFocus();
        QSignalSpy activated(&label, &ProseLabel::linkActivated);
        QTest::keyClick(&label, Qt::Key_Tab);
        QTest::keyClick(&label, Qt::Key_Tab);
        QTest::keyClick(&label, Qt::Key_Return);
        QCOMPARE(activated.takeFirst().at(0).toString(), QStringLiteral("2"));
    }

    void causesHaveTheirLikelihood()
    {
        const QList<CauseItem> items =
            causeItems({{QStringLiteral("No library"), QStringLiteral("Look in the log."),
                         diagnosis::Likelihood::Likely},
                        {QStringLiteral("A proxy"), QString(), diagnosis::Likelihood::Possible}});
        QCOMPARE(items.at(0).label, QStringLiteral("Likely"));
        QVERIFY(items.at(0).strong && !items.at(1).strong);
        CauseList list;
        list.setItems(items);
        QCOMPARE(list.count(), 2);
        QVERIFY(list.sizeHint().height() > 50);
    }

    void segmentsAreOneTabStopMovedWithArrows()
    {
        SegmentedControl control;
        QSignalSpy changed(&control, &SegmentedControl::currentChanged);
        control.setTexts({QStringLiteral("Text"), QStringLiteral("Hex"), QStringLiteral("Both")});
        QCOMPARE(control.currentIndex(), 0);
        control.show();
        QVERIFY(QTest::qWaitForWindowActive(&control));
        const QList<QAbstractButton *> buttons = control.findChildren<QAbstractButton *>();
        QCOMPARE(buttons.at(0)->focusPolicy(), Qt::StrongFocus);
        QCOMPARE(buttons.at(1)->focusPolicy(), Qt::ClickFocus);
        buttons.at(0)->setFocus();
        QTest::keyClick(buttons.at(0), Qt::Key_Right);
        QCOMPARE(control.currentIndex(), 1);
        QTRY_VERIFY(buttons.at(1)->hasFocus());
        QTest::keyClick(buttons.at(1), Qt::Key_Right);
        QTest::keyClick(buttons.at(2), Qt::Key_Right);
        QCOMPARE(control.currentIndex(), 2);
        QTest::mouseClick(buttons.at(0), Qt::LeftButton);
        QCOMPARE(control.currentIndex(), 0);
        const qsizetype before = changed.count();
        Segment busy;
        busy.text = QStringLiteral("Upgrade");
        busy.busy = true;
        control.setSegments({busy});
        QCOMPARE(changed.count(), before);
        QCOMPARE(control.findChildren<QAbstractButton *>().constFirst()->accessibleName(),
                 QStringLiteral("Upgrade, running"));
    }

    void snippetGivesTheResultWithoutSigns()
    {
        SnippetView view;
        view.setSnippet(
            QStringLiteral("# requirements.txt\n- uvicorn==0.30.6\n+ uvicorn[standard]==0.30.6\n  other"));
        QCOMPARE(view.resultText(), QStringLiteral("# requirements.txt\nuvicorn[standard]==0.30.6\nother"));
        QCOMPARE(view.toPlainText(), view.snippet());
        QVERIFY(view.isReadOnly());
        const int four = view.sizeHint().height();
        view.setSnippet(QString(300, u'\n'));
        QVERIFY(view.sizeHint().height() < 3 * four);
        view.setSnippet(QStringLiteral("<script>alert(1)</script>"));
        QCOMPARE(view.toPlainText(), QStringLiteral("<script>alert(1)</script>"));
    }

    void aLongLineHidesNoOther()
    {
        QWidget window;
        QVBoxLayout column(&window);
        auto *view = new SnippetView;
        view->setSnippet(QString(200, u'x') + QStringLiteral("\nsecond\nthird"));
        column.addWidget(view);
        column.addStretch();
        window.resize(300, 300);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QVERIFY(view->horizontalScrollBar()->maximum() > 0);
        QTRY_COMPARE(view->verticalScrollBar()->maximum(), 0);
    }

    void ringTurnsOnlyWhileItIsSeenAndAllowedTo()
    {
        ProgressRing ring;
        QVERIFY(!ring.isTurning());
        ring.show();
        QVERIFY(ring.isTurning());
        Theme::instance().setReducedMotion(true);
        QVERIFY(!ring.isTurning());
        QCOMPARE(ringAngle(), 0);
        Theme::instance().setReducedMotion(false);
        QVERIFY(ring.isTurning());
        ring.hide();
        QVERIFY(!ring.isTurning());
    }

    void elidedTextIsWholeForEverybodyElse()
    {
        ElidedLabel label(QStringLiteral("A rather long text <b>here</b>"));
        label.resize(60, 18);
        QVERIFY(label.isElided());
        QCOMPARE(label.accessibleName(), label.text());
        label.resize(label.sizeHint());
        QVERIFY(!label.isElided());
    }

    void controlsHaveTheSizesOfTheDesign()
    {
        QPushButton button(QStringLiteral("Check"));
        QCOMPARE(button.sizeHint().height(), 28);
        setControlSize(&button, ControlSize::Large);
        QCOMPARE(button.sizeHint().height(), 34);
        const int width = button.sizeHint().width();
        setKeyHint(&button, QStringLiteral("Enter"));
        QVERIFY(button.sizeHint().width() > width + 20);
        setKeyHint(&button, QString());
        QCOMPARE(button.sizeHint().width(), width);
        QToolButton tool;
        tool.setText(QStringLiteral("Request"));
        tool.setToolButtonStyle(Qt::ToolButtonTextOnly);
        const int plain = tool.sizeHint().width();
        setButtonDetail(&tool, QStringLiteral("no header, no Origin"));
        QVERIFY(tool.sizeHint().width() > plain + 60);
        QLineEdit edit;
        QCOMPARE(edit.sizeHint().height(), 28);
        Theme::instance().setTextSize(150);
        QCOMPARE(button.sizeHint().height(), 51);
    }

    void focusRingStandsAroundTheControl()
    {
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *button = new QPushButton(QStringLiteral("One"));
        auto *edit = new QLineEdit;
        layout->addWidget(button);
        layout->addWidget(edit);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        button->setFocus();
        const auto ring = [&window] { return window.findChild<QFocusFrame *>(); };
        QTRY_VERIFY(ring() != nullptr && ring()->isVisible());
        QTRY_VERIFY(ring()->geometry().contains(button->geometry().adjusted(-2, -2, 2, 2)));
        edit->setFocus();
        QTRY_VERIFY(ring() != nullptr &&
                    ring()->geometry().contains(edit->geometry().adjusted(-2, -2, 2, 2)));
    }

    void rolesAreDrawnApart()
    {
        QPushButton button;
        button.resize(120, 28);
        const auto middle = [&button] { return button.grab().toImage().pixelColor(60, 6); };
        const QColor normal = middle();
        setButtonRole(&button, ButtonRole::Primary);
        QCOMPARE(middle(), colour(Token::Accent));
        QVERIFY(normal != middle());
        button.setEnabled(false);
        QVERIFY(middle() != colour(Token::Accent));
    }
};

QTEST_MAIN(TestWidgetsControls)
#include "test_widgets_controls.moc"
