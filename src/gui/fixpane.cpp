#include "gui/fixpane.h"

#include "ui_fixpane.h"

#include "diagnosis/stacks.h"
#include "gui/formlook.h"
#include "gui/proofprose.h"
#include "gui/widgets/prose.h"
#include "gui/widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

#include <algorithm>

namespace wirewise::gui {

namespace {
/// What a tab takes besides its text, and More beside the tabs.
constexpr int TabPadding = 26, MoreWidth = 80;
constexpr int MostTabs = 7;
} // namespace

FixPane::FixPane(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::FixPane>())
{
    m_ui->setupUi(this);
    applyLook(this);
    m_ui->fixContent->setBackgroundRole(QPalette::Base);
    m_ui->fixContent->setAutoFillBackground(true);
    m_ui->fixTabs->setDrawBase(false);
    m_ui->fixTabs->setExpanding(false);
    m_ui->fixTabs->setAccessibleName(tr("Stack"));
    m_ui->moreButton->setMenu(new QMenu(m_ui->moreButton));
    connect(m_ui->fixTabs, &QTabBar::currentChanged, this, &FixPane::showEntry);
    connect(m_ui->proofText, &ProseLabel::linkActivated, this, &openDocumentation);
    connect(m_ui->copyFixButton, &QPushButton::clicked, this, [this] {
        if (m_shown < 0)
            return;
        const QString text = m_ui->snippetView->resultText();
        QGuiApplication::clipboard()->setText(text.isEmpty() ? m_entries.at(m_shown).fix.text : text);
        Q_EMIT stackUsed(m_entries.at(m_shown).key);
    });
}

FixPane::~FixPane() = default;

QList<FixPane::Entry> FixPane::keepItSo(const QString &command, const QString &url)
{
    diagnosis::Fix cli;
    cli.text = tr("The command line sends the same probes and gives the same verdict as this window.");
    cli.snippet =
        tr("# Exit status 0 if every endpoint works, 1 if one does not") % QLatin1Char('\n') % command;
    diagnosis::Fix curl;
    curl.text = tr(
        "curl keeps a 101 open until `-m` ends it, so its exit status is 28; test the code that it prints.");
    QString http = url;
    http.replace(0, 2, QStringLiteral("http")); // ws: to http:, wss: to https:
    curl.snippet = QStringLiteral("curl -s -o /dev/null -w \"%{http_code}\\n\" -N -m 2 --http1.1 \\\n"
                                  "  -H \"Connection: Upgrade\" -H \"Upgrade: websocket\" \\\n"
                                  "  -H \"Sec-WebSocket-Version: 13\" \\\n"
                                  "  -H \"Sec-WebSocket-Key: $(openssl rand -base64 16)\" \\\n"
                                  "  '%1'")
                       .arg(http.replace(QLatin1Char('\''), QLatin1String("%27")));
    return {{QStringLiteral("wirewise-cli"), QStringLiteral("wirewise-cli"), cli},
            {QStringLiteral("curl"), QStringLiteral("curl"), curl}};
}

void FixPane::show(const diagnosis::Diagnosis &diagnosis, const QString &command, const QString &url)
{
    m_entries.clear();
    m_works = diagnosis.verdict == diagnosis::Verdict::Works ||
              diagnosis.verdict == diagnosis::Verdict::WorksWithWarnings;
    const bool isPlainlyWell =
        m_works && !diagnosis.findings.isEmpty() && diagnosis.primary().id == "upgrade.ok";
    const QList<diagnosis::Fix> fixes =
        diagnosis.findings.isEmpty() || isPlainlyWell ? QList<diagnosis::Fix>() : diagnosis.primary().fixes;
    for (const diagnosis::Fix &fix : fixes) {
        QString name = diagnosis::stackName(fix.stack);
        if (name.isEmpty())
            name = fix.stack == "general" ? tr("General") : QString::fromUtf8(fix.stack);
        // Of several ways on one stack the best has the plain name.
        const auto others = std::count_if(m_entries.cbegin(), m_entries.cend(), [&](const Entry &entry) {
            return entry.key == QLatin1String(fix.stack);
        });
        if (others > 0)
            name = tr("%1, %2").arg(name).arg(others + 1);
        m_entries.append({QString::fromUtf8(fix.stack), name, fix});
    }
    // The recognised stack stays first; those used before follow.
    if (m_entries.size() > 2) {
        std::stable_sort(m_entries.begin() + 1, m_entries.end(), [this](const Entry &a, const Entry &b) {
            const auto rank = [this](const Entry &entry) {
                const qsizetype at = m_order.indexOf(entry.key);
                return at < 0 ? m_order.size() : at;
            };
            return rank(a) < rank(b);
        });
    }
    m_ui->fixTitle->setText(m_entries.isEmpty() && m_works ? tr("Keep it so") : tr("Fix"));
    if (m_entries.isEmpty() && m_works)
        m_entries = keepItSo(command, url);
    fillTabs();
}

int FixPane::fittingTabs() const
{
    const Theme &theme = Theme::instance();
    const QFontMetrics metrics(theme.font(TextStyle::BodyStrong));
    const int room = m_ui->fixBar->width() - m_ui->fixTitle->sizeHint().width() -
                     m_ui->copyFixButton->sizeHint().width() - theme.scaled(56);
    int used = 0;
    for (int i = 0; i < m_entries.size(); ++i) {
        used += metrics.horizontalAdvance(m_entries.at(i).name) + theme.scaled(TabPadding);
        const bool isLast = i + 1 == m_entries.size();
        if (i > 0 && (i >= MostTabs || used + (isLast ? 0 : theme.scaled(MoreWidth)) > room))
            return i;
    }
    return static_cast<int>(m_entries.size());
}

int FixPane::contentHeight() const
{
    const int width = m_ui->fixScroll->viewport()->width();
    const QLayout *column = m_ui->fixContent->layout();
    return m_ui->fixBar->sizeHint().height() +
           (column->hasHeightForWidth() ? column->heightForWidth(width) : column->sizeHint().height()) + 2;
}

void FixPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (!m_entries.isEmpty() && fittingTabs() != m_tabCount)
        fillTabs();
}

void FixPane::fillTabs()
{
    m_tabCount = fittingTabs();
    QTabBar *tabs = m_ui->fixTabs;
    const QSignalBlocker blocker(tabs);
    while (tabs->count() > 0)
        tabs->removeTab(0);
    QMenu *menu = m_ui->moreButton->menu();
    menu->clear();
    for (int i = 0; i < m_entries.size(); ++i) {
        const QString &name = m_entries.at(i).name;
        if (i < m_tabCount) {
            tabs->addTab(name);
        } else {
            connect(menu->addAction(name), &QAction::triggered, this, [this, i] { showEntry(i); });
        }
    }
    m_ui->moreButton->setVisible(m_entries.size() > m_tabCount);
    tabs->updateGeometry(); // it was measured while it had no tab
    setVisible(!m_entries.isEmpty());
    m_shown = -1;
    if (!m_entries.isEmpty()) {
        tabs->setCurrentIndex(0);
        showEntry(0);
    }
}

void FixPane::clear()
{
    m_entries.clear();
    fillTabs();
}

void FixPane::showEntry(int index)
{
    if (index < 0 || index >= m_entries.size())
        return;
    m_shown = index;
    if (index >= m_tabCount) {
        // A stack chosen from More comes to the front.
        m_entries.move(index, 0);
        fillTabs();
        return;
    }
    const diagnosis::Fix &fix = m_entries.at(index).fix;
    m_ui->snippetView->setVisible(!fix.snippet.isEmpty());
    m_ui->snippetView->setSnippet(fix.snippet);
    Prose text = Prose::fromCatalogue(fix.text, TextStyle::Secondary, Token::Text2);
    m_ui->fixText->setVisible(!fix.text.isEmpty());
    m_ui->fixText->setProse(text);
    const Prose proof = proofProse(fix);
    m_ui->proofText->setVisible(!proof.isEmpty());
    m_ui->proofText->setProse(proof);
    Prose expect;
    if (!m_works) {
        expect.add(tr("Then press "), TextStyle::Secondary, Token::Text2).addKey(tr("F5"));
        expect.add(tr(". Expect "), TextStyle::Secondary, Token::Text2)
            .add(QStringLiteral("101 Switching Protocols"), TextStyle::Code, Token::Text1)
            .add(tr(". Both results are kept."), TextStyle::Secondary, Token::Text2);
    }
    m_ui->expectText->setVisible(!m_works);
    m_ui->expectText->setProse(expect);
    m_ui->copyFixButton->setEnabled(true);
}

} // namespace wirewise::gui
