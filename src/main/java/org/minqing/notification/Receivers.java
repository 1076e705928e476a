package org.minqing.notification;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.minqing.TransactionMemo;
import org.minqing.directory.DirectoryService;
import org.minqing.directory.Officer;
import org.minqing.directory.Unit;
import org.springframework.stereotype.Component;

/**
 * Who is told in a unit's name, and by which channel: as the unit and the officer have chosen, then the same for the
 * unit above, for the dispatch desk of the district, of the city. The later ones are for receivers who cannot be
 * reached, or not any more.
 */
@Component
class Receivers {

    private final DirectoryService directory;
    private final ChoiceRepository choices;
    private final AddressRepository addresses;
    private final Set<ChannelKind> setUp;
    /** A round asks for the same desks again and again. */
    private final TransactionMemo<String, List<Target>> atUnits = new TransactionMemo<>();

    /** @param channels those that are set up */
    Receivers(
            DirectoryService directory,
            ChoiceRepository choices,
            AddressRepository addresses,
            List<NotificationChannel> channels) {
        this.directory = directory;
        this.choices = choices;
        this.addresses = addresses;
        this.setUp = channels.stream().map(NotificationChannel::kind).collect(Collectors.toUnmodifiableSet());
    }

    /** All who may be told, nearest first; looked up as they are asked for. Empty where there is no such unit. */
    Stream<Target> of(String unitCode) {
        return directory.find(unitCode).stream()
                .flatMap(unit -> Stream.<Supplier<Unit>>of(
                                () -> unit,
                                () -> directory.above(unit),
                                () -> directory.dispatchDesk(unit),
                                () -> directory.dispatchDesk(directory.city()))
                        .map(Supplier::get)
                        .distinct())
                .flatMap(this::at);
    }

    /** Reads at once all that {@link #of(String)} will ask for these units. */
    void readAhead(Collection<String> unitCodes) {
        Set<String> units = directory.readRecipientsAhead(unitCodes);
        Stream<String> officers = units.stream()
                .flatMap(code -> directory.officers(code).stream())
                .map(officer -> ChoiceRepository.ofOfficer(officer.id()));
        choices.readAhead(Stream.concat(units.stream().map(ChoiceRepository::ofUnit), officers)
                .toList());
        addresses.readAhead(units);
    }

    /** Whom a lane leads to; empty when he has left, or his address is another one now. */
    Optional<Target> of(Lane lane) {
        Optional<Target> found = lane.channel() == ChannelKind.MAIL
                ? directory
                        .officer(lane.officerId())
                        .filter(Receivers::hasMail)
                        .map(officer -> personal(ChannelKind.MAIL, officer, null))
                : addresses.find(lane.addressId()).flatMap(this::target);
        return found.filter(target -> target.lane().equals(lane.key()));
    }

    /** Whose list in Tasklist shows a notice that nothing else carries: the unit, or who acts where it has nobody. */
    Unit listed(String unitCode) {
        return directory
                .find(unitCode)
                .flatMap(unit -> directory.recipients(unit).stream().findFirst())
                .map(officer -> directory.require(officer.unitCode()))
                .orElseGet(() -> desk(unitCode));
    }

    /** The sender of last resort: the district's dispatch desk, the city's for a unit that is not there any more. */
    Unit desk(String unitCode) {
        return directory.dispatchDesk(directory.find(unitCode).orElseGet(directory::city));
    }

    private Optional<Target> target(Address address) {
        return address.officerId() == null
                ? directory.find(address.unitCode()).map(unit -> unitTarget(unit, address))
                : directory.officer(address.officerId()).map(officer -> personal(address.channel(), officer, address));
    }

    private Stream<Target> at(Unit unit) {
        return atUnits.get(unit.code(), () -> Optional.of(lookUp(unit).toList())).orElseThrow().stream();
    }

    private Stream<Target> lookUp(Unit unit) {
        Choice choice = choices.find(ChoiceRepository.ofUnit(unit.code())).orElse(Choice.NONE);
        List<ChannelKind> order = choice.channels().isEmpty() ? ChannelKind.outside() : choice.channels();
        Optional<ChannelKind> firstPersonal =
                order.stream().filter(ChannelKind::personal).findFirst();
        return order.stream().flatMap(kind -> {
            if (!kind.personal()) {
                return addresses.ofUnit(unit.code()).stream()
                        .filter(address -> address.channel() == kind)
                        .map(address -> unitTarget(unit, address));
            }
            return directory.recipients(unit).stream()
                    .flatMap(officer -> personal(officer, kind, kind == firstPersonal.orElseThrow()));
        });
    }

    /** The officer's own choice stands in the place of the first personal channel of his unit's. */
    private Stream<Target> personal(Officer officer, ChannelKind kind, boolean first) {
        List<ChannelKind> own = choices.find(ChoiceRepository.ofOfficer(officer.id()))
                .map(Choice::channels)
                .orElse(List.of());
        List<ChannelKind> kinds = own.isEmpty() ? List.of(kind) : first ? own : List.of();
        return kinds.stream().flatMap(each -> reach(officer, each).stream());
    }

    private Optional<Target> reach(Officer officer, ChannelKind kind) {
        return switch (kind) {
            case MAIL ->
                setUp.contains(kind) && hasMail(officer)
                        ? Optional.of(personal(kind, officer, null))
                        : Optional.empty();
            case SMS ->
                setUp.contains(kind)
                        ? addresses.ofOfficer(officer.id()).map(address -> personal(kind, officer, address))
                        : Optional.empty();
            case APP -> Optional.of(personal(kind, officer, null));
            default -> Optional.empty();
        };
    }

    private Target unitTarget(Unit unit, Address address) {
        Choice choice = choices.find(ChoiceRepository.ofUnit(unit.code())).orElse(Choice.NONE);
        return new Target(address.channel(), unit, null, address, choice);
    }

    private Target personal(ChannelKind kind, Officer officer, Address address) {
        Choice choice = choices.find(ChoiceRepository.ofOfficer(officer.id()))
                .or(() -> choices.find(ChoiceRepository.ofUnit(officer.unitCode())))
                .orElse(Choice.NONE);
        return new Target(kind, directory.require(officer.unitCode()), officer, address, choice);
    }

    private static boolean hasMail(Officer officer) {
        return officer.email() != null && !officer.email().isBlank();
    }
}
