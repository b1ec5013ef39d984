#include "gui/notespage.h"

#include "ui_notespage.h"

#include "gui/checksession.h"
#include "gui/formlook.h"

namespace wirewise::gui {

NotesPage::NotesPage(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::NotesPage>())
{
    m_ui->setupUi(this);
    applyLook(this);
    m_delay.setSingleShot(true);
    m_delay.setInterval(600);
    connect(&m_delay, &QTimer::timeout, this, &NotesPage::save);
    connect(m_ui->notesEdit, &QPlainTextEdit::textChanged, this, [this] {
        m_dirty = true;
        m_delay.start();
    });
}

NotesPage::~NotesPage() = default;

void NotesPage::setSession(CheckSession *session)
{
    save();
    m_session = session;
    const QSignalBlocker blocker(m_ui->notesEdit);
    m_ui->notesEdit->setPlainText(session ? session->info().notes : QString());
    m_ui->notesEdit->setEnabled(session && !session->path().isEmpty());
}

void NotesPage::focusEdit()
{
    m_ui->notesEdit->setFocus(Qt::ShortcutFocusReason);
}

void NotesPage::save()
{
    if (m_dirty && m_session)
        m_session->setNotes(m_ui->notesEdit->toPlainText());
    m_dirty = false;
    m_delay.stop();
}

} // namespace wirewise::gui
