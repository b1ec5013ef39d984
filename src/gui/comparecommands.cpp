#include "gui/comparecommands.h"

#include "gui/comparedialog.h"
#include "gui/mainwindow.h"
#include "gui/sessionmodel.h"
#include "report/comparison.h"

#include <QDir>
#include <QFileDialog>
#include <QMenu>
#include <QSaveFile>

namespace wirewise::gui {

namespace {

/// Sessions that a head offers; the dialog finds the others.
constexpr qsizetype OfferedSessions = 12;

CompareSide sideOf(const CheckSession &session)
{
    return {session.info(), session.observation(), session.diagnosis().value_or(diagnosis::Diagnosis())};
}

} // namespace

CompareCommands::CompareCommands(MainWindow *window, ComparePage *page)
    : QObject(window)
    , m_window(window)
    , m_page(page)
{
    connect(window->actions()["compareWith"], &QAction::triggered, this, &CompareCommands::compareWith);
    connect(page, &ComparePage::menuWanted, this, &CompareCommands::fillMenu);
    connect(page, &ComparePage::exportRequested, this, &CompareCommands::exportComparison);
}

void CompareCommands::fetch(const QString &path, const Answer &answer)
{
    const CheckSession *open = m_window->workbench().find(path);
    if (open && open->diagnosis())
        return answer(sideOf(*open));
    if (open)
        return m_window->notice(tr("This check has not ended yet. Compare it once it has its verdict."));
    m_window->workbench().desk().open(
        path, [this, path, answer](const session::Result<session::SessionContent> &content) {
            if (!content)
                return m_window->notice(content.error().text);
            session::SessionInfo info = content->info;
            info.path = path;
            answer({info, content->observation, content->diagnosis});
        });
}

void CompareCommands::check(const QString &address, const observation::Settings &settings,
                            const Answer &answer)
{
    CheckSession *session = m_window->workbench().check(address, settings, false);
    m_window->notice(tr("Checking %1 to compare.").arg(address));
    connect(
        session, &CheckSession::finished, this, [session, answer] { answer(sideOf(*session)); },
        Qt::SingleShotConnection);
}

void CompareCommands::choose(const CompareSide &other, const Answer &answer)
{
    auto *dialog = new CompareDialog(&m_window->workbench().sessions(), other.info.path, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &CompareDialog::sessionChosen, this,
            [this, answer](const QString &path) { fetch(path, answer); });
    connect(dialog, &CompareDialog::addressChosen, this,
            [this, answer, settings = other.observation.settings](const QString &address) {
                check(address, settings, answer);
            });
    dialog->open();
}

void CompareCommands::compareWith()
{
    const CheckSession *session = m_window->current();
    if (!session)
        return;
    if (!session->diagnosis())
        return m_window->notice(tr("This check has not ended yet. Compare it once it has its verdict."));
    const CompareSide left = sideOf(*session);
    choose(left, [this, left](const CompareSide &right) { show(left, right); });
}

void CompareCommands::compare(const QString &left, const QString &right)
{
    fetch(left, [this, right](const CompareSide &one) {
        fetch(right, [this, one](const CompareSide &other) { show(one, other); });
    });
}

void CompareCommands::show(const CompareSide &left, const CompareSide &right)
{
    m_page->show(left, right);
    m_window->showCompare();
}

void CompareCommands::replace(ComparePage::Side side, const CompareSide &with)
{
    if (side == ComparePage::Side::Left)
        show(with, CompareSide(m_page->right()));
    else
        show(CompareSide(m_page->left()), with);
}

void CompareCommands::fillMenu(QMenu *menu, ComparePage::Side side)
{
    const CompareSide other = side == ComparePage::Side::Left ? m_page->right() : m_page->left();
    qsizetype offered = 0;
    for (const SessionEntry &entry : m_window->workbench().sessions().entries()) {
        if (entry.info.path == other.info.path || offered++ >= OfferedSessions)
            continue;
        QString text = tr("%1 on %2, %3")
                           .arg(sessionTitle(entry.info), sessionHost(entry.info),
                                sessionTime(entry.info, QDate::currentDate()));
        text.replace(QLatin1Char('&'), QLatin1String("&&"));
        connect(menu->addAction(text.left(120)), &QAction::triggered, this,
                [this, side, path = entry.info.path] {
                    fetch(path, [this, side](const CompareSide &with) { replace(side, with); });
                });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Another Session or Address…")), &QAction::triggered, this,
            [this, side, other] {
                choose(other, [this, side](const CompareSide &with) { replace(side, with); });
            });
}

void CompareCommands::exportComparison()
{
    if (!m_page->hasSides())
        return;
    auto *dialog =
        new QFileDialog(m_window, tr("Export the comparison"), QDir::homePath(), tr("Markdown (*.md)"));
    dialog->setObjectName(QStringLiteral("exportComparisonDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("md"));
    dialog->selectFile(QStringLiteral("comparison.md"));
    connect(dialog, &QFileDialog::fileSelected, this, &CompareCommands::write);
    dialog->open();
}

/// What leaves the computer has its secrets masked.
void CompareCommands::write(const QString &path)
{
    const auto side = [](const CompareSide &of) {
        return report::sideOf(of.info.name, {of.observation, of.diagnosis});
    };
    report::SideBySide compared{side(m_page->left()), side(m_page->right()), {}};
    compared.comparison = comparison::compare(compared.left, compared.right);
    const QByteArray text = report::toMarkdown(compared);
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
        m_window->notice(tr("Saved as %1, without known secrets.").arg(path));
    else
        m_window->notice(tr("%1 cannot be written: %2.").arg(path, file.errorString()));
}

} // namespace wirewise::gui
