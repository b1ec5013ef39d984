#include "diagnosis/catalogue.h"
#include "gui/explanationdialog.h"
#include "gui/fixpane.h"
#include "gui/proofprose.h"
#include "gui/widgets/proselabel.h"

#include <QDesktopServices>
#include <QScrollArea>
#include <QTabBar>
#include <QUrl>
#include <QtTest>

#include <algorithm>

using namespace wirewise;
using namespace wirewise::gui;

namespace {

const QString Page = QStringLiteral("https://nginx.org/en/docs/http/websocket.html");

diagnosis::Fix aFix(const QString &triedWith, const QString &source)
{
    return {"nginx",
            QStringLiteral("Pass the upgrade on."),
            QStringLiteral("+ proxy_set_header Upgrade $http_upgrade;"),
            !triedWith.isEmpty(),
            triedWith,
            source};
}

diagnosis::Diagnosis withFixes(const QList<diagnosis::Fix> &fixes)
{
    diagnosis::Finding finding;
    finding.id = "upgrade.stripped-by-proxy";
    finding.fixes = fixes;
    diagnosis::Diagnosis diagnosis;
    diagnosis.verdict = diagnosis::Verdict::Fails;
    diagnosis.findings = {finding};
    return diagnosis;
}

QStringList linksOf(const Prose &prose)
{
    QStringList links;
    for (const Prose::Span &span : prose.spans())
        if (!span.link.isEmpty())
            links.append(span.link);
    return links;
}

/// Stands where the browser of the desktop is.
class Browser : public QObject
{
    Q_OBJECT
public:
    Browser()
    {
        for (const char *scheme : {"https", "http", "file"})
            QDesktopServices::setUrlHandler(QLatin1String(scheme), this, "open");
    }
    ~Browser() override
    {
        for (const char *scheme : {"https", "http", "file"})
            QDesktopServices::unsetUrlHandler(QLatin1String(scheme));
    }
    QStringList opened;

public Q_SLOTS:
    void open(const QUrl &url) { opened.append(url.toString(QUrl::FullyEncoded)); }
};

} // namespace

class TestGuiFixes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFixSaysHowFarItCanBeTrusted();
    void onlyHttpsOpens_data();
    void onlyHttpsOpens();
    void theLinkIsOpenedByTheUserAlone();
    void everyTabHasItsOwnProof();
    void anExplanationNamesTheProofOfEveryFix();
};

void TestGuiFixes::aFixSaysHowFarItCanBeTrusted()
{
    const Prose tried = proofProse(aFix(QStringLiteral("nginx 1.22.1"), {}));
    QVERIFY(tried.plainText().contains(QLatin1String("nginx 1.22.1")));
    QCOMPARE(linksOf(tried), QStringList());

    const Prose read = proofProse(aFix({}, Page));
    QCOMPARE(linksOf(read), QStringList{Page});
    QVERIFY(read.plainText().contains(Page));

    const Prose both = proofProse(aFix(QStringLiteral("nginx 1.22.1"), Page));
    QVERIFY(both.plainText().contains(QLatin1String("nginx 1.22.1")));
    QCOMPARE(linksOf(both), QStringList{Page});

    QVERIFY(proofProse(aFix({}, {})).isEmpty());
}

void TestGuiFixes::onlyHttpsOpens_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("opens");
    const auto row = [](const char *name, const QString &address, bool opens) {
        QTest::newRow(name) << address << opens;
    };
    row("https", Page, true);
    row("https, anchor", QStringLiteral("https://render.com/docs/websocket#limits"), true);
    row("http", QStringLiteral("http://nginx.org/"), false);
    row("a file", QStringLiteral("file:///etc/passwd"), false);
    row("a script", QStringLiteral("javascript:alert(1)"), false);
    row("no scheme", QStringLiteral("nginx.org/en/docs"), false);
    row("no host", QStringLiteral("https:///docs"), false);
    row("a name before the host", QStringLiteral("https://nginx.org@evil.example/"), false);
    row("a space", QStringLiteral("https://nginx.org/ docs"), false);
    row("a line break", QStringLiteral("https://nginx.org/\ndocs"), false);
    row("a letter that looks alike", QStringLiteral("https://ngin\u0445.org/"), false);
    row("text that runs backwards", QStringLiteral("https://nginx.org/\u202Egro"), false);
    row("too long", QStringLiteral("https://nginx.org/") + QString(4000, QLatin1Char('a')), false);
}

void TestGuiFixes::onlyHttpsOpens()
{
    QFETCH(QString, address);
    QFETCH(bool, opens);
    Browser browser;
    QCOMPARE(linksOf(proofProse(aFix({}, address))).contains(address), opens);
    QCOMPARE(openDocumentation(address), opens);
    QCOMPARE(browser.opened, opens ? QStringList{address} : QStringList());
}

void TestGuiFixes::theLinkIsOpenedByTheUserAlone()
{
    Browser browser;
    FixPane pane;
    pane.resize(700, 400);
    pane.show(withFixes({aFix({}, Page)}), {}, QStringLiteral("ws://127.0.0.1/ws"));
    static_cast<QWidget &>(pane).show();
    QVERIFY(QTest::qWaitForWindowActive(&pane));
    auto *label = pane.findChild<ProseLabel *>(QStringLiteral("proofText"));
    QVERIFY(label && label->isVisible());
    QCOMPARE(browser.opened, QStringList());
    label->setFocus();
    QTest::keyClick(label, Qt::Key_Tab);
    QCOMPARE(browser.opened, QStringList());
    QTest::keyClick(label, Qt::Key_Return);
    QCOMPARE(browser.opened, QStringList{Page});
}

void TestGuiFixes::everyTabHasItsOwnProof()
{
    FixPane pane;
    pane.resize(700, 400);
    pane.show(withFixes({aFix(QStringLiteral("nginx 1.22.1"), {}), aFix({}, Page), aFix({}, {})}), {},
              QStringLiteral("ws://127.0.0.1/ws"));
    auto *tabs = pane.findChild<QTabBar *>(QStringLiteral("fixTabs"));
    auto *label = pane.findChild<ProseLabel *>(QStringLiteral("proofText"));
    QCOMPARE(tabs->count(), 3);
    QVERIFY(label->text().contains(QLatin1String("nginx 1.22.1")));
    tabs->setCurrentIndex(1);
    QVERIFY(label->text().contains(Page));
    QVERIFY(!label->text().contains(QLatin1String("1.22.1")));
    tabs->setCurrentIndex(2);
    QVERIFY(label->isHidden());
}

void TestGuiFixes::anExplanationNamesTheProofOfEveryFix()
{
    Browser browser;
    const auto explanation = diagnosis::explain("upgrade.stripped-by-proxy");
    QVERIFY(explanation);
    QStringList expected;
    for (const diagnosis::Fix &fix : explanation->fixes)
        if (const QString proof = diagnosis::proofOf(fix); !proof.isEmpty())
            expected.append(proof);
    QVERIFY(!expected.isEmpty());
    ExplanationDialog dialog;
    dialog.showFinding("upgrade.stripped-by-proxy");
    QStringList shown;
    for (const ProseLabel *label : dialog.findChildren<ProseLabel *>(QStringLiteral("proofText")))
        shown.append(label->text());
    QCOMPARE(shown, expected);
    QCOMPARE(browser.opened, QStringList());
}

QTEST_MAIN(TestGuiFixes)
#include "test_gui_fixes.moc"
