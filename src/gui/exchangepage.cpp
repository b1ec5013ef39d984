#include "gui/exchangepage.h"

#include "ui_exchangepage.h"

#include "gui/checksession.h"
#include "gui/exchangetreedelegate.h"
#include "gui/formlook.h"
#include "gui/outcomewords.h"
#include "gui/tlspane.h"
#include "gui/widgets/bannercontent.h"
#include "gui/widgets/evidencelist.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

namespace wirewise::gui {

ExchangePage::ExchangePage(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ExchangePage>())
{
    m_ui->setupUi(this);
    applyLook(this);
    m_ui->exchangeTree->setModel(&m_tree);
    m_ui->exchangeTree->setItemDelegate(new ExchangeTreeDelegate(this));
    m_ui->exchangeTree->setMouseTracking(true);
    m_ui->exchangeTree->viewport()->setAutoFillBackground(false);
    m_ui->exchangeSplitter->setStretchFactor(0, 0);
    m_ui->exchangeSplitter->setStretchFactor(1, 1);
    m_ui->exchangeSplitter->setStretchFactor(2, 0);
    m_ui->exchangeSplitter->setSizes({198, 900, 296});
    m_ui->exchangeView->setNotesShown(true);
    m_ui->modeSwitch->setTexts({tr("Text"), tr("Hex"), tr("Both")});
    m_ui->findRemark->hide();
    fillCopyMenu();
    connect(m_ui->modeSwitch, &SegmentedControl::currentChanged, this,
            [this](int index) { m_ui->exchangeView->setMode(static_cast<ExchangeView::Mode>(index)); });
    connect(m_ui->exchangeView, &ExchangeView::modeChanged, this,
            [this](ExchangeView::Mode mode) { m_ui->modeSwitch->setCurrentIndex(static_cast<int>(mode)); });
    connect(m_ui->lineEndsCheck, &QCheckBox::toggled, m_ui->exchangeView, &ExchangeView::setLineEndsShown);
    connect(m_ui->notesCheck, &QCheckBox::toggled, this, [this](bool shown) {
        m_ui->exchangeView->setNotesShown(shown);
        m_ui->notesPanel->setVisible(shown && !m_tlsShown);
    });
    connect(m_ui->findEdit, &QLineEdit::textChanged, this, [this] { search(false); });
    connect(m_ui->findEdit, &QLineEdit::returnPressed, this, [this] { search(true); });
    connect(m_ui->exchangeView, &ExchangeView::selectionChanged, this, &ExchangePage::showPlace);
    connect(m_ui->exchangeView, &ExchangeView::menuRequested, this,
            [this](const QPoint &at) { m_ui->copyAsButton->menu()->popup(at); });
    connect(m_ui->notesPanel, &NotesPanel::rangeChosen, this,
            [this](wire::Direction direction, wire::ByteRange range) {
                m_ui->exchangeView->scrollTo({direction == wire::Direction::Sent ? 0 : 1, range});
                m_ui->exchangeView->setSelection({direction == wire::Direction::Sent ? 0 : 1, range});
            });
    connect(m_ui->exchangeTree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ExchangePage::choose);
    m_ui->modeSwitch->setCurrentIndex(static_cast<int>(ExchangeView::Mode::Both));
    m_ui->exchangeView->setMode(ExchangeView::Mode::Both);
}

ExchangePage::~ExchangePage() = default;

ExchangeView *ExchangePage::view() const
{
    return m_ui->exchangeView;
}

TlsPane *ExchangePage::tlsPane() const
{
    return m_ui->tlsPane;
}

QSplitter *ExchangePage::columns() const
{
    return m_ui->exchangeSplitter;
}

void ExchangePage::setLineEndsShown(bool shown)
{
    m_ui->lineEndsCheck->setChecked(shown);
}

void ExchangePage::setNotesShown(bool shown)
{
    m_ui->notesCheck->setChecked(shown);
}

void ExchangePage::setSession(CheckSession *session)
{
    m_session = session;
    m_shown.clear();
    m_message = 0;
    setTlsShown(false);
    m_ui->exchangeView->clear();
    m_tree.clear();
    refresh();
}

void ExchangePage::refresh()
{
    if (!m_session)
        return;
    const observation::Observation &observation = m_session->observation();
    m_choosing = true;
    m_tree.show(observation);
    m_ui->exchangeTree->expandAll();
    m_ui->tlsPane->show(observation);
    if (m_tlsShown && m_tree.indexOfTls().isValid()) {
        m_ui->exchangeTree->setCurrentIndex(m_tree.indexOfTls());
        m_choosing = false;
        return;
    }
    if (m_message == 0) {
        if (m_shown.isEmpty() || !observation.exchange(m_shown))
            m_shown = observation.exchange("upgrade")    ? QByteArray("upgrade")
                      : !observation.exchanges.isEmpty() ? observation.exchanges.constLast().name()
                                                         : QByteArray();
        m_ui->exchangeTree->setCurrentIndex(m_tree.indexOf(m_shown));
        fillView();
    }
    m_choosing = false;
}

void ExchangePage::choose(const QModelIndex &index)
{
    if (m_choosing)
        return;
    const qint64 message = index.data(ExchangeTreeModel::MessageRole).toLongLong();
    const QByteArray probe = index.data(ExchangeTreeModel::ProbeRole).toByteArray();
    if (index.data(ExchangeTreeModel::TlsRole).toBool())
        showTls();
    else if (message > 0)
        showMessage(message);
    else if (!probe.isEmpty())
        showExchange(probe);
}

void ExchangePage::showTls()
{
    if (!m_session || !m_tree.indexOfTls().isValid())
        return;
    m_choosing = true;
    m_ui->exchangeTree->setCurrentIndex(m_tree.indexOfTls());
    m_choosing = false;
    setTlsShown(true);
}

void ExchangePage::setTlsShown(bool shown)
{
    m_tlsShown = shown;
    m_ui->exchangeStack->setCurrentWidget(shown ? static_cast<QWidget *>(m_ui->tlsPane)
                                                : m_ui->exchangeCentre);
    m_ui->notesPanel->setVisible(!shown && m_ui->notesCheck->isChecked());
}

void ExchangePage::showExchange(const QByteArray &name)
{
    if (!m_session || !m_session->observation().exchange(name))
        return;
    m_shown = name;
    m_message = 0;
    setTlsShown(false);
    m_choosing = true;
    m_ui->exchangeTree->setCurrentIndex(m_tree.indexOf(name));
    m_choosing = false;
    fillView();
}

void ExchangePage::fillView()
{
    const observation::Observation &observation = m_session->observation();
    const observation::Exchange *exchange = observation.exchange(m_shown);
    if (!exchange) {
        m_ui->exchangeView->clear();
        m_ui->notesPanel->clear();
        return;
    }
    const diagnosis::Finding *finding = m_session->diagnosis() && !m_session->diagnosis()->findings.isEmpty()
                                            ? &m_session->diagnosis()->primary()
                                            : nullptr;
    QList<ByteSection> sections = sectionsOf(*exchange, finding);
    if (observation.session && m_shown == "upgrade" && !observation.session->stream.isEmpty())
        sections.append(sessionSection(m_shown, *observation.session, finding));
    m_ui->exchangeView->setSections(sections);
    m_ui->notesPanel->show(*exchange, finding);
}

void ExchangePage::showMessage(qint64 number)
{
    if (!m_session || !m_session->observation().session)
        return;
    for (const observation::Message &message : m_session->observation().session->messages) {
        if (message.number != number)
            continue;
        m_message = number;
        setTlsShown(false);
        ByteSection section;
        section.direction = message.direction;
        section.title = message.direction == wire::Direction::Sent ? tr("Sent") : tr("Received");
        section.counts = messageTitle(message);
        section.facts = tr("%1 after the 101").arg(durationText(message.at));
        section.bytes = message.payload;
        section.emptyText = tr("This frame has no payload.");
        m_ui->exchangeView->setSections({section});
        m_ui->notesPanel->show(message);
    }
}

void ExchangePage::focusFind()
{
    m_ui->findEdit->setFocus(Qt::ShortcutFocusReason);
    m_ui->findEdit->selectAll();
}

void ExchangePage::findNext()
{
    search(true);
}

void ExchangePage::search(bool again)
{
    const QByteArray needle = needleFrom(m_ui->findEdit->text());
    const bool isFound = again && needle == m_ui->exchangeView->needle() ? m_ui->exchangeView->findNext()
                                                                         : m_ui->exchangeView->find(needle);
    m_ui->findRemark->setText(tr("Not found"));
    m_ui->findRemark->setVisible(!isFound && !needle.isEmpty());
}

void ExchangePage::fillCopyMenu()
{
    auto *menu = new QMenu(m_ui->copyAsButton);
    const auto add = [this, menu](const QString &name, CopyFormat format) {
        connect(menu->addAction(name), &QAction::triggered, this, [this, format] {
            QGuiApplication::clipboard()->setText(m_ui->exchangeView->selectionAs(format));
        });
    };
    add(tr("Text"), CopyFormat::Text);
    add(tr("Hex"), CopyFormat::Hex);
    add(tr("Base64"), CopyFormat::Base64);
    add(tr("C array"), CopyFormat::CArray);
    add(tr("Python bytes"), CopyFormat::Python);
    const QList<QAction *> ofSelection = menu->actions();
    connect(menu, &QMenu::aboutToShow, this, [this, ofSelection] {
        const bool hasSelection = !m_ui->exchangeView->selection().range.isEmpty();
        for (QAction *action : ofSelection)
            action->setEnabled(hasSelection);
    });
    menu->addSeparator();
    const std::pair<const char *, QString> requests[] = {{"copyCurl", tr("Request as curl")},
                                                         {"copyPython", tr("Request as Python")},
                                                         {"copyJavaScript", tr("Request as JavaScript")},
                                                         {"copyHttp", tr("Request as an .http File")}};
    for (const auto &[name, text] : requests) {
        connect(menu->addAction(text), &QAction::triggered, this,
                [this, action = QByteArray(name)] { Q_EMIT copyRequested(action); });
    }
    m_ui->copyAsButton->setMenu(menu);
    m_ui->copyAsButton->setToolTip(tr("Copies the selected bytes, or the request"));
}

void ExchangePage::showPlace()
{
    const ExchangeView::Place place = m_ui->exchangeView->selection();
    if (place.section < 0 || place.range.isEmpty()) {
        Q_EMIT placeChanged({});
        return;
    }
    Q_EMIT placeChanged(tr("offset %1 (0x%2), %3 selected")
                            .arg(place.range.offset)
                            .arg(place.range.offset, 0, 16)
                            .arg(byteCount(place.range.length)));
}

} // namespace wirewise::gui
