#include "gui/copycommands.h"

#include "gui/diagnosispage.h"
#include "gui/exchangepage.h"
#include "gui/exchangepane.h"
#include "gui/exportrunner.h"
#include "gui/mainwindow.h"
#include "gui/messagespage.h"
#include "gui/sessionpage.h"

#include <QBuffer>
#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>

namespace wirewise::gui {

namespace {
/// Hex takes three characters for a byte, and a clipboard is held in memory.
constexpr qsizetype LargestCopy = 16 * 1024 * 1024;
} // namespace

CopyCommands::CopyCommands(MainWindow *window)
    : QObject(window)
    , m_window(window)
{
    on("copyCommand", [this] { copyCommandLine(); });
    on("copyCurl", [this] { copyRequest(report::Format::Curl); });
    on("copyPython", [this] { copyRequest(report::Format::Python); });
    on("copyJavaScript", [this] { copyRequest(report::Format::JavaScript); });
    on("copyHttp", [this] { copyRequest(report::Format::HttpFile); });
    on("copyText", [this] { copyBytes(CopyFormat::Text); });
    on("copyHex", [this] { copyBytes(CopyFormat::Hex); });
    on("copyMarkdown", [this] { copyMarkdown(); });
    connect(window->sessionPage()->exchangePage(), &ExchangePage::copyRequested, this,
            [this](const QByteArray &action) { m_window->actions()[action]->trigger(); });
}

template<typename Call>
void CopyCommands::on(const char *name, Call call)
{
    connect(m_window->actions()[name], &QAction::triggered, this, [this, call] {
        if (m_window->current())
            call();
    });
}

QByteArray CopyCommands::shownExchange() const
{
    const SessionPage *page = m_window->sessionPage();
    return page->tab() == SessionPage::Tab::Exchange ? page->exchangePage()->shownExchange()
                                                     : page->diagnosisPage()->exchangePane()->shownExchange();
}

QByteArray CopyCommands::shownBytes() const
{
    const SessionPage *page = m_window->sessionPage();
    if (page->tab() == SessionPage::Tab::Messages)
        return page->messagesPage()->chosenMessage().payload;
    const ExchangeView *view = page->tab() == SessionPage::Tab::Exchange
                                   ? page->exchangePage()->view()
                                   : page->diagnosisPage()->exchangePane()->view();
    if (const QByteArray selected = view->selectedBytes(); !selected.isEmpty())
        return selected;
    QByteArray bytes;
    for (const ByteSection &section : view->sections())
        bytes += section.bytes;
    return bytes;
}

void CopyCommands::copyCommandLine()
{
    const observation::Observation &observation = m_window->current()->observation();
    QGuiApplication::clipboard()->setText(
        commandLine(optionsFrom(observation.settings), observation.typed, ShownSecrets::Kept));
    m_window->notice(tr("The command is on the clipboard, with its secrets."));
}

void CopyCommands::copyRequest(report::Format format)
{
    report::Case content;
    content.checked.observation = m_window->current()->observation();
    report::ExportChoice choice;
    choice.exchange = shownExchange();
    QBuffer out;
    out.open(QIODevice::WriteOnly);
    if (!report::write(format, content, {}, choice, out) || out.data().isEmpty()) {
        m_window->notice(tr("There is no request to copy yet."));
        return;
    }
    QGuiApplication::clipboard()->setText(QString::fromUtf8(out.data()));
    m_window->notice(
        tr("The request is on the clipboard as %1, with its secrets.").arg(report::titleOf(format)));
}

void CopyCommands::copyBytes(CopyFormat format)
{
    const QByteArray bytes = shownBytes();
    if (bytes.isEmpty()) {
        m_window->notice(tr("Nothing is chosen that has bytes."));
        return;
    }
    QGuiApplication::clipboard()->setText(
        copyText(QByteArrayView(bytes).first(qMin(bytes.size(), LargestCopy)), format));
    m_window->notice(
        bytes.size() > LargestCopy
            ? tr("The first %1 are on the clipboard.").arg(QLocale().formattedDataSize(LargestCopy))
            : tr("%1 are on the clipboard.").arg(QLocale().formattedDataSize(bytes.size())));
}

void CopyCommands::copyMarkdown()
{
    CheckSession *session = m_window->current();
    if (m_runner || !session->diagnosis())
        return;
    m_runner = new ExportRunner(ExportSource::of(*session), this);
    connect(m_runner, &ExportRunner::copied, this, [this](const QByteArray &markdown) {
        QGuiApplication::clipboard()->setText(QString::fromUtf8(markdown));
        m_window->notice(tr("The report is on the clipboard as Markdown, without its secrets."));
        m_runner->deleteLater();
    });
    connect(m_runner, &ExportRunner::failed, this, [this](const QString &sentence) {
        m_window->notice(sentence);
        m_runner->deleteLater();
    });
    ExportOrder order;
    order.include.messages = false;
    m_runner->copyMarkdown(order);
}

} // namespace wirewise::gui
