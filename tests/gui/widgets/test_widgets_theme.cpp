#include "gui/widgets/bannercontent.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/theme.h"

#include <QFontInfo>
#include <QSignalSpy>
#include <QTest>

using namespace wirewise::gui;

namespace {

using Tokens = QList<Token>;

/// Every colour of a pixmap that is not transparent.
bool isDrawnIn(const QPixmap &pixmap, const QColor &colour)
{
    const QImage image = pixmap.toImage();
    bool drawn = false;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (pixel.alpha() < 250)
                continue;
            if (pixel.rgb() != colour.rgb())
                return false;
            drawn = true;
        }
    }
    return drawn;
}

} // namespace

class TestWidgetsTheme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }
    void cleanup()
    {
        Theme::instance().setAppearance(Appearance::Light);
        Theme::instance().setTextSize(100);
    }

    void textsStandOutOnTheirGrounds_data()
    {
        QTest::addColumn<Tokens>("texts");
        QTest::addColumn<Tokens>("grounds");
        QTest::addColumn<double>("least");
        using enum Token;
        const Tokens plain{Win, Surface, Sunken, Hover};
        const Tokens banners{AccentSoft, FailSoft, WarnSoft, OkSoft, Sunken};
        QTest::newRow("text") << Tokens{Text1, Text2} << plain + banners + Tokens{Sel, SentSoft, ReceivedSoft}
                              << 4.5;
        QTest::newRow("hints") << Tokens{Text3} << plain << 4.5;
        QTest::newRow("links") << Tokens{AccentText} << plain + Tokens{Sel, AccentSoft} << 4.5;
        QTest::newRow("on the filled button") << Tokens{OnAccent} << Tokens{Accent} << 4.5;
        QTest::newRow("fails") << Tokens{Fail} << Tokens{Win, Surface, Sunken, Sel, FailSoft} << 4.5;
        QTest::newRow("warns") << Tokens{Warn} << Tokens{Win, Surface, Sunken, Sel, WarnSoft} << 4.5;
        QTest::newRow("works") << Tokens{Ok} << Tokens{Win, Surface, Sunken, Sel, OkSoft} << 4.5;
        QTest::newRow("sent") << Tokens{Sent} << Tokens{Surface, Sunken, SentSoft} << 4.5;
        QTest::newRow("received") << Tokens{Received} << Tokens{Surface, Sunken, ReceivedSoft} << 4.5;
        QTest::newRow("bytes as evidence")
            << Tokens{Text1, HeaderName} << Tokens{Evidence, Surface, Sel} << 4.5;
        QTest::newRow("numbers of evidence") << Tokens{OnBadge} << Tokens{Badge} << 4.5;
        QTest::newRow("controls") << Tokens{Ctl} << Tokens{Win, Surface, Sunken} << 3.0;
        QTest::newRow("underline of evidence") << Tokens{EvidenceLine} << Tokens{Surface, Evidence} << 3.0;
        QTest::newRow("phases") << Tokens{PhaseName,    PhaseTcp,  PhaseTls,
                                          PhaseRequest, PhaseWait, PhaseResponse}
                                << Tokens{Surface, Sunken} << 3.0;
    }

    void textsStandOutOnTheirGrounds()
    {
        QFETCH(Tokens, texts);
        QFETCH(Tokens, grounds);
        QFETCH(double, least);
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            for (const Token text : texts) {
                for (const Token ground : grounds) {
                    const double ratio = contrast(colourOf(text, scheme), colourOf(ground, scheme));
                    QVERIFY2(
                        ratio >= least,
                        qPrintable(QStringLiteral("%1 on %2 %3: %4")
                                       .arg(colourOf(text, scheme).name(), colourOf(ground, scheme).name(),
                                            scheme == Scheme::Dark ? QStringLiteral("dark")
                                                                   : QStringLiteral("light"))
                                       .arg(ratio)));
                }
            }
        }
    }

    void contrastIsThatOfWcag()
    {
        QCOMPARE(qRound(contrast(Qt::white, Qt::black) * 100), 2100);
        QCOMPARE(contrast(Qt::red, Qt::red), 1.0);
        QCOMPARE(contrast(Qt::red, Qt::white), contrast(Qt::white, Qt::red));
        // The ratio that accessibility texts give for this grey.
        QCOMPARE(qRound(contrast(QColor(0x76, 0x76, 0x76), Qt::white) * 100), 454);
    }

    void appearanceSetsThePalette()
    {
        Theme &theme = Theme::instance();
        theme.setAppearance(Appearance::Light);
        QSignalSpy changed(&theme, &Theme::changed);
        theme.setAppearance(Appearance::Dark);
        QCOMPARE(changed.count(), 1);
        QVERIFY(theme.isDark());
        QCOMPARE(QGuiApplication::palette().color(QPalette::Window), colourOf(Token::Win, Scheme::Dark));
        QCOMPARE(theme.colour(Token::Text1), colourOf(Token::Text1, Scheme::Dark));
        theme.setAppearance(Appearance::Dark);
        QCOMPARE(changed.count(), 1);
    }

    void systemAppearanceFollowsThePaletteOfTheSystem()
    {
        Theme &theme = Theme::instance();
        theme.setAppearance(Appearance::System);
        QPalette dark;
        dark.setColor(QPalette::Window, QColor(0x20, 0x20, 0x20));
        dark.setColor(QPalette::WindowText, QColor(0xE0, 0xE0, 0xE0));
        QApplication::setPalette(dark);
        QTRY_VERIFY(theme.isDark());
        QVERIFY(!theme.isHighContrast());
        QPalette stark;
        stark.setColor(QPalette::Window, Qt::white);
        stark.setColor(QPalette::WindowText, Qt::black);
        QApplication::setPalette(stark);
        QTRY_VERIFY(theme.isHighContrast());
        QVERIFY(!theme.isDark());
        QCOMPARE(theme.colour(Token::Text3), theme.colour(Token::Text1));
        theme.setAppearance(Appearance::Light);
        QVERIFY(!theme.isHighContrast());
    }

    void appearanceHasAWordForSettings()
    {
        for (const Appearance appearance : {Appearance::System, Appearance::Light, Appearance::Dark})
            QCOMPARE(appearanceFromString(toString(appearance)), appearance);
        QCOMPARE(appearanceFromString("mauve"), Appearance::System);
    }

    void textSizeScalesFontsAndHeights()
    {
        Theme &theme = Theme::instance();
        const double before = theme.font(TextStyle::Body).pointSizeF();
        theme.setTextSize(150);
        QCOMPARE(theme.font(TextStyle::Body).pointSizeF(), before * 1.5);
        QCOMPARE(theme.scaled(26), 39);
        theme.setTextSize(1000);
        QCOMPARE(theme.textSize(), Theme::LargestText);
        theme.setTextSize(1);
        QCOMPARE(theme.textSize(), Theme::SmallestText);
    }

    void fontsAreCompiledIn()
    {
        for (const char *file : {"Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf",
                                 "Hack-Regular.ttf", "Hack-Bold.ttf"})
            QVERIFY2(QFile::exists(QStringLiteral(":/wirewise/fonts/") + QLatin1String(file)), file);
        const Theme &theme = Theme::instance();
        QCOMPARE(QFontInfo(theme.font(TextStyle::Body)).family(), textFamily());
        QCOMPARE(QFontInfo(theme.font(TextStyle::Bytes)).family(), bytesFamily());
        QVERIFY(QFontInfo(theme.font(TextStyle::Bytes)).fixedPitch());
        // Weights are faces of their own, not one made bold.
        QCOMPARE(QFontInfo(theme.font(TextStyle::BodyMedium)).weight(), int(QFont::Medium));
        QCOMPARE(QFontInfo(theme.font(TextStyle::Verdict)).weight(), int(QFont::DemiBold));
    }

    void everyNamedIconIsThere_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const QByteArray &name : QByteArray("arrow-down arrow-down-to-line arrow-left-right arrow-right "
                                                 "arrow-up book-open check chevron-down "
                                                 "chevron-left chevron-right circle circle-alert "
                                                 "circle-check circle-dashed clipboard-paste copy "
                                                 "corner-down-left eye file-down flask-conical folder-open "
                                                 "funnel git-compare heart-pulse history info "
                                                 "key-round link list list-plus loader-circle lock lock-open "
                                                 "minus network octagon-x panel-left pause "
                                                 "pin play plug plus radio refresh-cw regex save search send "
                                                 "server shield shield-check skip-forward "
                                                 "sliders-horizontal square terminal timer triangle-alert "
                                                 "unplug waypoints wifi-off x moon sun settings "
                                                 "trash-2 pencil eye-off git-branch")
                                          .split(' '))
            QTest::newRow(name) << name;
    }

    void everyNamedIconIsThere()
    {
        QFETCH(QByteArray, name);
        QVERIFY(Icons::names().contains(QString::fromLatin1(name)));
        QVERIFY(!Icons::icon(name).isNull());
        QVERIFY(isDrawnIn(Icons::pixmap(name, 96, Qt::red, 1), Qt::red));
    }

    void iconsFollowTheTheme()
    {
        const QIcon icon = Icons::icon("square", Token::Fail);
        QVERIFY(isDrawnIn(icon.pixmap(64), colourOf(Token::Fail, Scheme::Light)));
        Theme::instance().setAppearance(Appearance::Dark);
        QVERIFY(isDrawnIn(icon.pixmap(64), colourOf(Token::Fail, Scheme::Dark)));
        QVERIFY(isDrawnIn(icon.pixmap(64, QIcon::Disabled), colourOf(Token::Faint, Scheme::Dark)));
    }

    void iconsAreSharpAtEveryRatio()
    {
        const QPixmap pixmap = Icons::pixmap("check", 16, Qt::black, 2);
        QCOMPARE(pixmap.size(), QSize(32, 32));
        QCOMPARE(pixmap.deviceIndependentSize(), QSizeF(16, 16));
        QCOMPARE(Icons::icon("check").pixmap(QSize(16, 16), 3.0).size(), QSize(48, 48));
    }

    void unknownIconIsEmpty()
    {
        QVERIFY(Icons::icon("no-such-icon").isNull());
        QVERIFY(Icons::icon("../fonts/Hack-Bold").isNull());
    }

    void durationsHaveUnits_data()
    {
        QTest::addColumn<qint64>("microseconds");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *text, qint64 microseconds) {
            QTest::newRow(text) << microseconds << QString::fromLatin1(text);
        };
        row("0 ms", 0);
        row("0.2 ms", 200);
        row("4 ms", 4000);
        row("41 ms", 41000);
        row("999 ms", 999400);
        row("1 s", 999600);
        row("2.48 s", 2480000);
        row("2.9 s", 2900000);
        row("10 s", 10000000);
        row("59.9 s", 59900000);
        row("5 min 00 s", 300000000);
        row("2 h 40 min", 9600000000);
    }

    void durationsHaveUnits()
    {
        QFETCH(qint64, microseconds);
        QTEST(durationText(wirewise::observation::Duration(microseconds)), "text");
    }

    void momentsAreToldFromToday()
    {
        const QDateTime now(QDate(2025, 11, 22), QTime(12, 0));
        const auto at = [&now](int days) {
            return momentText(QDateTime(now.date().addDays(-days), QTime(9, 14, 7)), now);
        };
        QCOMPARE(at(0), QStringLiteral("today 09:14:07"));
        QCOMPARE(at(1), QStringLiteral("yesterday 09:14:07"));
        QCOMPARE(at(3), QStringLiteral("Wednesday 09:14:07"));
        QCOMPARE(at(30), QStringLiteral("23 October 2025 09:14:07"));
    }

    void confidenceHasAWord()
    {
        QCOMPARE(confidenceText(0.95), QStringLiteral("Confidence certain, 0.95"));
        QCOMPARE(confidenceText(0.86), QStringLiteral("Confidence high, 0.86"));
        QCOMPARE(confidenceText(0.5), QStringLiteral("Confidence medium, 0.50"));
        QCOMPARE(confidenceText(0.49), QStringLiteral("Confidence low, 0.49"));
    }
};

QTEST_MAIN(TestWidgetsTheme)
#include "test_widgets_theme.moc"
